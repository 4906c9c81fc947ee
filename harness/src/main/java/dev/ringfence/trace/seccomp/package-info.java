/**
 * Builds the filter program of a worker. Comes in: the numbers of the calls to observe. Goes out: the bytes of a {@code
 * struct sock_fprog}. Depends on the marker codes alone, is pure, and runs on any thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.trace.seccomp;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
