/**
 * Shows that tests and the extensions of others run once, in the worker, unchanged. Comes in: Spring, Mockito, extensions. Goes out: a log of callbacks. Depends on Ringfence's public
 * API, and runs in both JVMs.
 */
@NullMarked
package dev.ringfence.samples.exactlyonce;

import org.jspecify.annotations.NullMarked;
