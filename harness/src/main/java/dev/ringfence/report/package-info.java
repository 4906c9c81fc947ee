/**
 * Recordings as pages for people. Comes in: a recording. Goes out: one self-contained HTML page. The only package that knows templates; is pure and runs on any thread.
 */
@NullMarked
package dev.ringfence.report;

import org.jspecify.annotations.NullMarked;
