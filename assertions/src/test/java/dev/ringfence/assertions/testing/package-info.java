/**
 * What the tests of assertions share. Comes in: what a test says happened. Goes out: recordings built by hand, contexts
 * of checks. Depends on the harness's values, and runs on the thread of the test.
 */
@NullMarked
package dev.ringfence.assertions.testing;

import org.jspecify.annotations.NullMarked;
