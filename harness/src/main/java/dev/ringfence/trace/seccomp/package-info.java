/**
 * Builds the filter program of a worker. Comes in: the numbers of the calls to observe. Goes out: the bytes of a {@code
 * struct sock_fprog}. Depends on the marker codes alone, is pure, and runs on any thread.
 */
@NullMarked
package dev.ringfence.trace.seccomp;

import org.jspecify.annotations.NullMarked;
