/**
 * What runs around a test body in the worker: windows, the recorder, checks. Comes in: callbacks of Jupiter. Goes out: markers, verdicts. Runs on the thread of the test.
 */
@NullMarked
package dev.ringfence.jupiter;

import org.jspecify.annotations.NullMarked;
