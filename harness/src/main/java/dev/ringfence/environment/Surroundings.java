package dev.ringfence.environment;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings that explain a refusal. They are read after a probe has failed, never instead of probing.
 *
 * @param yamaScope {@code kernel.yama.ptrace_scope}, 0 to 3; null without Yama
 * @param tracer the process that traces this JVM; null if none does
 * @param filtered whether a seccomp filter is in force for this JVM
 * @param mayTraceAll whether this JVM has CAP_SYS_PTRACE
 * @param userNamespace whether this JVM is in a user namespace that is not the first one
 * @param confinement profile of a security module that confines this JVM, such as {@code docker-default (enforce)}; null if unconfined
 * @param hidepid how {@code /proc} is mounted, such as {@code 2} or {@code invisible}; null without the option
 * @see <a href="https://docs.kernel.org/admin-guide/LSM/Yama.html">Yama</a>, proc_pid_status(5), proc(5)
 */
public record Surroundings(
        @Nullable Integer yamaScope,
        @Nullable Integer tracer,
        boolean filtered,
        boolean mayTraceAll,
        boolean userNamespace,
        @Nullable String confinement,
        @Nullable String hidepid) {

    /** Returns what is known before anything was read. */
    public static Surroundings unknown() {
        return new Surroundings(null, null, false, false, false, null, null);
    }

    /** Returns the process that traces this JVM. */
    public Optional<Integer> tracedBy() {
        return Optional.ofNullable(tracer);
    }

    boolean hasYamaScope(int scope) {
        return Objects.equals(yamaScope, scope);
    }
}
