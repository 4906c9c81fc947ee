/**
 * What a recording holds for a judge. Comes in: a recording and what is allowed. Goes out: leaks grouped by the site
 * that opened them, tallies of calls, the peak. Depends on the
 * harness's values alone, is pure, and runs on any thread.
 */
@NullMarked
package dev.ringfence.assertions.evidence;

import org.jspecify.annotations.NullMarked;
