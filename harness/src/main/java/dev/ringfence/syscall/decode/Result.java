package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param value what it returned; -1 for a failure; {@code ?} where it did not return, or is to be restarted
 * @param errno name of the error, such as {@code ENOENT} or {@code ERESTARTSYS}; null for none
 * @param message what the error means, as strerror(3) says it; null for none
 * @param note what strace adds in parentheses after a success, such as {@code Timeout} or {@code flags FD_CLOEXEC}, and
 *     {@code errno 600} after the -1 of an error without a name; null for none
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Result(
        Value value,
        @Nullable String errno,
        @Nullable String message,
        @Nullable String note) {}
