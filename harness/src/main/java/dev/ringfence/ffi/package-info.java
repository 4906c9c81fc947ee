/**
 * Signatures, structure layouts and errno of libc. Comes in: plain numbers and bytes. Goes out: results or a {@link
 * dev.ringfence.ffi.SyscallFailure}. The only package that knows jffi, the part of jnr-ffi that calls; it decides nothing and runs on the caller's
 * thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.ffi;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
