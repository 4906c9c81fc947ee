/**
 * The command that looks for wrong verdicts under load. Comes in: a number of runs. Goes out: a table of right and wrong verdicts. Depends on Ringfence's public API; its main thread
 * runs tests, its other threads keep the cores busy.
 */
@NullMarked
package dev.ringfence.samples.stress;

import org.jspecify.annotations.NullMarked;
