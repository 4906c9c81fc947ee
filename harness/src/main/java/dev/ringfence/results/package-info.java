/**
 * What came of the traced tests of a build, for programs and for summaries. Comes in: verdicts and findings of a run. Goes out: a file of JSON, which several runs of one build complete. Depends on
 * budget and on the strict reader of recording.codec, and runs on the thread that executes the tests.
 */
@NullMarked
package dev.ringfence.results;

import org.jspecify.annotations.NullMarked;
