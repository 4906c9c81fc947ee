/**
 * What failures say: one {@code ShouldX} per message. Comes in: what a judge found. Goes out: text, and the errors that
 * carry it. Depends on {@code evidence}, the harness's values and AssertJ, and runs on
 * any thread.
 *
 * <p>A message ends with labelled lines ({@code allow it:}, {@code reproduce:}). Whoever writes a report of the
 * recording may append one more: a line break, {@code full report:} padded to fourteen columns,
 * and its path. Messages themselves never name a report, because no judge knows whether there will be one.
 */
@NullMarked
package dev.ringfence.assertions.error;

import org.jspecify.annotations.NullMarked;
