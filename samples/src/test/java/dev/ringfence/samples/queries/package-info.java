/**
 * Asks recordings of real tests for calls. Comes in: what a traced test did. Goes out: the calls for which expressions hold. Depends on the
 * library alone, and runs in a worker.
 */
package dev.ringfence.samples.queries;
