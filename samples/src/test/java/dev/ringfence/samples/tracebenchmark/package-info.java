/**
 * The command that compares tracers of whole programs. Comes in: nothing. Goes out: a table of ratios, {@code ringfence trace} against strace and against a bare loop in C. Depends on
 * Ringfence's command line; one thread starts one process after another.
 */
@NullMarked
package dev.ringfence.samples.tracebenchmark;

import org.jspecify.annotations.NullMarked;
