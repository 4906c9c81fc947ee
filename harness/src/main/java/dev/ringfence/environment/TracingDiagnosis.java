package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Fails;
import org.jspecify.annotations.Nullable;

/**
 * Says in one sentence why a process could not be traced, and the one thing to do about it. The kernel answers {@code
 * EPERM} to many things; the surroundings tell them apart.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/ptrace.2.html">ptrace(2), "Ptrace access mode checking"</a>
 */
public final class TracingDiagnosis {
    private static final String ALLOW_IN_CONTAINER =
            "start the container with --cap-add=SYS_PTRACE, or with a seccomp profile that allows ptrace";

    private final TracingFailure failure;
    private final Surroundings surroundings;

    private TracingDiagnosis(TracingFailure failure, Surroundings surroundings) {
        this.failure = failure;
        this.surroundings = surroundings;
    }

    /** Explains a failed attempt as the result of the probe of that name. */
    public static Fails explain(String name, TracingFailure failure, Surroundings surroundings) {
        Cause cause = new TracingDiagnosis(failure, surroundings).cause();
        return new Fails(name, cause.sentence() + " [" + failure.detail() + "]", cause.remedy());
    }

    private record Cause(String sentence, String remedy) {}

    private Cause cause() {
        return switch (failure.step()) {
            case LOAD ->
                new Cause(
                        "the native library of jnr-ffi could not be loaded",
                        "let java.io.tmpdir be a directory on which programs may be executed (not mounted noexec)");
            case SPAWN -> spawn();
            case STOP ->
                new Cause(
                        "/bin/sh was started but did not stop itself with 'kill -STOP $$', so it is not a POSIX shell",
                        "make /bin/sh a POSIX shell, such as dash, bash or busybox");
            case SEIZE -> seize();
            case CONTROL -> control();
            case SYSCALL_INFO ->
                new Cause(
                        "the kernel has no PTRACE_GET_SYSCALL_INFO, which came with Linux 5.3",
                        "run on Linux 5.3 or later");
            case FILTER -> filter();
            case OBSERVE ->
                new Cause(
                        "a process was traced, but a call that it surely made was not reported",
                        "run on a kernel whose seccomp filters can stop for a tracer (SECCOMP_RET_TRACE), which emulations often lack");
        };
    }

    private Cause spawn() {
        if (failure.is("ENOENT")) {
            return new Cause("there is no /bin/sh", "install a POSIX shell as /bin/sh");
        }
        if (failure.is("EACCES") || failure.is("ENOEXEC")) {
            return new Cause("/bin/sh is there but may not be executed", "make /bin/sh an executable POSIX shell");
        }
        if (failure.is("EAGAIN")) {
            return new Cause(
                    "no further process may be started",
                    "raise the limit of processes (ulimit -u, or pids.max of the control group)");
        }
        return new Cause(
                "/bin/sh could not be started", "start /bin/sh by hand as this user, and remove what stops it");
    }

    private Cause seize() {
        if (failure.is("ESRCH")) {
            return new Cause(
                    "the shell was gone before it could be traced",
                    "find what ends processes on this machine, such as a limit of memory or of processor time");
        }
        if (!isRefused()) return noPtrace();
        Cause known = alreadyTraced();
        if (known == null) known = yama();
        if (known == null) known = seccomp();
        return known == null ? unexplained() : known;
    }

    private boolean isRefused() {
        return failure.is("EPERM") || failure.is("EACCES");
    }

    private @Nullable Cause alreadyTraced() {
        return surroundings
                .tracedBy()
                .map(tracer -> new Cause(
                        "this JVM is traced by process " + tracer
                                + " already, and its children with it: a process can have one tracer only",
                        "run the tests without the other tracer (strace -f, gdb, a sandbox)"))
                .orElse(null);
    }

    private @Nullable Cause yama() {
        if (surroundings.hasYamaScope(3)) {
            return new Cause(
                    "kernel.yama.ptrace_scope is 3: nobody may trace anything until the next boot",
                    "set kernel.yama.ptrace_scope=1 in /etc/sysctl.d and boot again");
        }
        if (surroundings.hasYamaScope(2) && !surroundings.mayTraceAll()) {
            return new Cause(
                    "kernel.yama.ptrace_scope is 2: only a process with CAP_SYS_PTRACE may trace, and this one has not",
                    "as root, run: sysctl kernel.yama.ptrace_scope=1");
        }
        // Scope 1 lets a process trace its descendants, as is done here: it refuses nothing.
        return null;
    }

    private @Nullable Cause seccomp() {
        if (!surroundings.filtered()) return null;
        return new Cause("a seccomp filter is in force for this JVM and refuses ptrace", ALLOW_IN_CONTAINER);
    }

    private Cause unexplained() {
        if (surroundings.confinement() != null) {
            return new Cause(
                    "the security profile " + surroundings.confinement() + " refuses ptrace",
                    "add ptrace to the profile, or run unconfined (for a container: --security-opt apparmor=unconfined, or label=disable)");
        }
        if (surroundings.userNamespace()) {
            return new Cause(
                    "inside of this user namespace the kernel refuses to trace even a child",
                    "give this user namespace CAP_SYS_PTRACE (for a container: --cap-add=SYS_PTRACE), or run outside of it");
        }
        return new Cause(
                "the kernel refuses to trace even a child, and nothing here says why",
                "ask whoever runs this machine for a security module that denies ptrace (SELinux: setsebool deny_ptrace off)");
    }

    private Cause noPtrace() {
        return new Cause(
                "what runs here as the kernel has no usable ptrace (gVisor, user-mode emulation of qemu and WSL 1 do not)",
                "run on a Linux kernel, natively or in a virtual machine");
    }

    private Cause control() {
        if (surroundings.hidepid() != null) {
            return new Cause(
                    "/proc is mounted with hidepid=" + surroundings.hidepid()
                            + ", which hides even a child of this JVM",
                    "mount it without: mount -o remount,hidepid=0 /proc");
        }
        return isRefused()
                ? new Cause("a process was traced, but its memory or registers may not be touched", ALLOW_IN_CONTAINER)
                : noPtrace();
    }

    private Cause filter() {
        if (isRefused()) {
            return new Cause(
                    "a filter may not be installed: another filter, or the absence of no_new_privs, forbids it",
                    "start the container with a seccomp profile that allows seccomp and prctl");
        }
        return new Cause(
                "the kernel was built without seccomp filters (CONFIG_SECCOMP_FILTER)",
                "run on a kernel that has them, as those of all distributions do");
    }
}
