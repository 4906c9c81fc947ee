/**
 * What a test author touches: entry points, asserts, annotations. Comes in: recordings and the recorder of the running
 * test. Goes out: judged assertions. Depends on
 * {@code judge}, {@code evidence}, {@code error} and on the harness's values, and runs on the thread of the test.
 */
@NullMarked
package dev.ringfence.assertions;

import org.jspecify.annotations.NullMarked;
