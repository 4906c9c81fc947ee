/**
 * The command that a stranger runs first. Comes in: nothing. Goes out: a failure with its explanation. Depends on the upload service and its test, and runs on the main thread.
 */
@NullMarked
package dev.ringfence.samples.demo;

import org.jspecify.annotations.NullMarked;
