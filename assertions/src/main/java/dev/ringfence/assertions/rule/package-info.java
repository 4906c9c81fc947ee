/**
 * What a window must not do: the rules behind the ready assertions and their annotations. Comes in: a recording. Goes out:
 * findings. Depends on {@code evidence} and the harness's values, is pure, and runs on the thread of the test.
 */
@NullMarked
package dev.ringfence.assertions.rule;

import org.jspecify.annotations.NullMarked;
