/**
 * Recordings as text for people. Comes in: events. Goes out: aligned lines for messages and reports. Depends on event and kernelfs, is pure, and runs on any thread.
 */
@NullMarked
package dev.ringfence.recording.text;

import org.jspecify.annotations.NullMarked;
