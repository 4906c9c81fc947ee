/**
 * What runs around a test body in the worker: windows, the recorder, checks. Comes in: callbacks of Jupiter, and the worker's {@link dev.ringfence.jupiter.WindowSource}. Goes out: recordings, verdicts. Depends on
 * {@code dev.ringfence}, recording and ledger, not on the worker, and runs on the thread of the test.
 */
@NullMarked
package dev.ringfence.jupiter;

import org.jspecify.annotations.NullMarked;
