/**
 * Test classes whose worker dies in the middle, for the tests of that. Comes in: nothing. Goes out: deaths of JVMs. Depends on Ringfence's public API, and runs in the traced JVM only.
 */
@NullMarked
package dev.ringfence.samples.crash;

import org.jspecify.annotations.NullMarked;
