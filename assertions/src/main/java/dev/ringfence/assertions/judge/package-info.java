/**
 * The decisions that assertions and annotations share. Comes in: a recording and an expectation. Goes out: nothing, or
 * the error. Depends on {@code evidence}, {@code error} and the harness's values, and runs on
 * the thread of the test.
 */
@NullMarked
package dev.ringfence.assertions.judge;

import org.jspecify.annotations.NullMarked;
