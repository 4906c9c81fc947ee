package dev.ringfence.syscall;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/** Which system calls are watched. A call that nobody asked for runs at full speed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ObservedSet {
    private static final Set<String> DEFAULTS = build();

    private ObservedSet() {}

    private static Set<String> build() {
        Set<String> names = new TreeSet<>();
        for (String family : List.of(
                "opens",
                "closes",
                "duplicates",
                "pipes",
                "epolls",
                "renames",
                "unlinks",
                "links",
                "mkdirs",
                "mounts",
                "sockets",
                "connects",
                "binds",
                "listens",
                "accepts",
                "fsyncs",
                "execs",
                "forks",
                "credentials",
                "modules",
                "ptraces")) {
            names.addAll(FamilyTable.get(family).members());
        }
        names.addAll(List.of("mknod", "mknodat", "truncate", "pivot_root", "exit_group"));
        names.addAll(List.of("chdir", "fchdir", "prlimit64", "setrlimit", "umask"));
        names.addAll(rareMakersOfDescriptors());
        SyscallTable table = SyscallTable.x86_64();
        names.forEach(name -> table.number(name).orElseThrow(() -> new IllegalStateException(name)));
        return Collections.unmodifiableSet(names);
    }

    private static List<String> rareMakersOfDescriptors() {
        return List.of(
                "bpf",
                "eventfd",
                "eventfd2",
                "fanotify_init",
                "fsopen",
                "fspick",
                "inotify_init",
                "inotify_init1",
                "io_uring_setup",
                "landlock_create_ruleset",
                "memfd_create",
                "memfd_secret",
                "mq_open",
                "open_by_handle_at",
                "perf_event_open",
                "pidfd_getfd",
                "pidfd_open",
                "recvmmsg", // SCM_RIGHTS
                "recvmsg", // SCM_RIGHTS
                "seccomp", // SECCOMP_FILTER_FLAG_NEW_LISTENER
                "signalfd",
                "signalfd4",
                "timerfd_create",
                "userfaultfd");
    }

    /**
     * Returns the kernel's names of the calls that are watched in every window: all that make, copy, pass, name or end
     * a thing, and the rare ones that change what a process may do. Transfers, polling, synchronisation, memory, clocks
     * and signals are not among them. {@code fcntl} and {@code mmap} are not, either: they stop where they copy a
     * descriptor and share a file, whatever is observed, and only what stops each time can be counted.
     */
    public static Set<String> defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the kernel's names of the calls that a setting names.
     *
     * @param setting in the language of {@link CallSelection}, such as {@code stat,%network,/^epoll/}
     * @throws IllegalArgumentException if it names none; the message suggests the nearest names
     */
    public static Set<String> resolve(String setting) {
        return CallSelection.parse(setting, Set.of(Abi.X86_64)).names(Abi.X86_64);
    }
}
