package dev.ringfence.environment;

import dev.ringfence.spawn.SpawnFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Interprets a refused step on the way to a traced process. Settings are read to explain a refusal, never to predict one. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Refusals {
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int EIO = 5;
    private static final int ENOSYS = 38;

    /**
     * What the machine says about itself.
     *
     * @param yama {@code /proc/sys/kernel/yama/ptrace_scope}, if there is one
     * @param tracer the process that traces this one, 0 for none
     * @param filtered whether this process runs under a seccomp filter
     */
    public record Facts(Optional<Integer> yama, int tracer, boolean filtered) {
        /** Reads them. */
        public static Facts read() {
            String status = text("/proc/self/status").orElse("");
            return new Facts(
                    text("/proc/sys/kernel/yama/ptrace_scope").map(value -> Integer.valueOf(value.strip())),
                    number(status, "TracerPid").orElse(0),
                    number(status, "Seccomp").orElse(0) == 2);
        }

        private static Optional<String> text(String path) {
            try {
                return Optional.of(Files.readString(Path.of(path)));
            } catch (IOException absent) {
                // No such module, or hidden: a fact that is not known.
                return Optional.empty();
            }
        }

        private static Optional<Integer> number(String status, String field) {
            Matcher matcher = Pattern.compile("(?m)^" + field + ":\\s*(\\d+)$").matcher(status);
            return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
        }
    }

    private Refusals() {}

    /** Explains a refusal. */
    public static Diagnosis explain(SpawnFailure failure, Facts facts) {
        int errno = failure.errno().map(e -> e.number()).orElse(0);
        return switch (failure.step()) {
            case SPAWN ->
                errno == ENOENT
                        ? new Diagnosis(
                                "there is no /bin/sh, through which a traced JVM is started: " + failure.getMessage(),
                                "install a shell as /bin/sh (a distroless image has none)")
                        : new Diagnosis(
                                failure.getMessage(),
                                "let this user start processes (check limits: ulimit -u, pids cgroup)");
            case STOP ->
                new Diagnosis(
                        "/bin/sh did not stop itself: " + failure.getMessage(),
                        "make /bin/sh a POSIX shell with a kill of its own");
            case SEIZE, CONTROL ->
                errno == EPERM || errno == EACCES || errno == ENOSYS ? forbidden(failure, facts) : unexpected(failure);
            case SYSCALL_INFO ->
                errno == EIO || errno == ENOSYS
                        ? new Diagnosis(
                                "this kernel does not know PTRACE_GET_SYSCALL_INFO: " + failure.getMessage(),
                                "run on Linux 5.3 or later")
                        : unexpected(failure);
            case FILTER ->
                new Diagnosis(
                        "the seccomp filter of the worker was refused: " + failure.getMessage(),
                        "run on a kernel with CONFIG_SECCOMP_FILTER, and where no profile forbids seccomp(2)");
        };
    }

    private static Diagnosis unexpected(SpawnFailure failure) {
        return new Diagnosis(
                "a child process could not be traced: " + failure.getMessage(),
                "check whether strace true works here; it needs the same rights");
    }

    private static Diagnosis forbidden(SpawnFailure failure, Facts facts) {
        if (facts.tracer() != 0) {
            return new Diagnosis(
                    "this JVM is traced by process " + facts.tracer()
                            + " (strace or a debugger of native code), and what it starts cannot be traced twice: "
                            + failure.getMessage(),
                    "run the tests without strace -f or gdb around them");
        }
        int yama = facts.yama().orElse(0);
        if (yama == 3) {
            return new Diagnosis(
                    "Yama forbids ptrace(2) for everybody until the next boot (ptrace_scope 3): "
                            + failure.getMessage(),
                    "boot with kernel.yama.ptrace_scope at most 1");
        } else if (yama == 2) {
            return new Diagnosis(
                    "Yama allows ptrace(2) only with CAP_SYS_PTRACE (ptrace_scope 2): " + failure.getMessage(),
                    "set it to 1: sudo sysctl kernel.yama.ptrace_scope=1, or run as root");
        } else if (facts.filtered()) {
            return new Diagnosis(
                    "a seccomp profile, as containers have it, forbids ptrace(2): " + failure.getMessage(),
                    "start the container with --cap-add=SYS_PTRACE or --security-opt seccomp=unconfined");
        }
        return new Diagnosis(
                "ptrace(2) is forbidden here: " + failure.getMessage(),
                "look for a security module (SELinux: setsebool deny_ptrace off, AppArmor: a profile with ptrace rules)");
    }
}
