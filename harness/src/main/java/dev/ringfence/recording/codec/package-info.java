/**
 * Recordings as versioned JSON. Comes in: a recording or its bytes. Goes out: the other one. The only package that knows JSON; runs on any thread.
 */
@NullMarked
package dev.ringfence.recording.codec;

import org.jspecify.annotations.NullMarked;
