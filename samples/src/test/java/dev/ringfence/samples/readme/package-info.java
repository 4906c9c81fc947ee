/**
 * Compares the README with the program. Comes in: its text. Goes out: nothing. Depends on the course, and runs in the test JVM.
 */
@NullMarked
package dev.ringfence.samples.readme;

import org.jspecify.annotations.NullMarked;
