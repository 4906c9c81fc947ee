/**
 * The language in which calls are asked for: {@code trace=%file}, {@code errno=ENOENT}, {@code path=/etc/**}. Comes in: a text, and what is
 * known of a call, live, in a recording or in a log. Goes out: whether it holds. Depends on the tables of calls, and runs on any thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.syscall.expression;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
