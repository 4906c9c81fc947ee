/**
 * Probes of what this machine allows, and the doctor. Comes in: answers of the kernel to attempts. Goes out: sentences for
 * a person. Depends on ffi, spawn and kernelfs, and runs on the caller's thread.
 */
@NullMarked
package dev.ringfence.environment;

import org.jspecify.annotations.NullMarked;
