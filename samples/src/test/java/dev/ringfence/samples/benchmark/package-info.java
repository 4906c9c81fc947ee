/**
 * The command that measures what tracing costs. Comes in: nothing. Goes out: a table of ratios, traced against untraced and against strace. Depends on Ringfence's public API; one
 * thread starts one JVM after another.
 */
@NullMarked
package dev.ringfence.samples.benchmark;

import org.jspecify.annotations.NullMarked;
