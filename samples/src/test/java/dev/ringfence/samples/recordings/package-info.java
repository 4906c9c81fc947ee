/** Recordings longer than what is kept in memory, and what is written beside the report of a failed test. */
package dev.ringfence.samples.recordings;
