package dev.ringfence.event;

import java.util.Objects;
import org.apiguardian.api.API;

/** What kind of open file description a system call makes. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FdKind {
    FILE("file"),
    PIPE("pipe"),
    SOCKET("socket"),
    EPOLL("epoll"),
    EVENTFD("eventfd"),
    TIMERFD("timerfd"),
    SIGNALFD("signalfd"),
    INOTIFY("inotify"),
    FANOTIFY("fanotify"),
    MEMFD("memfd"),
    PIDFD("pidfd"),
    USERFAULTFD("userfaultfd"),
    PERF_EVENT("perf event"),
    BPF("bpf"),
    IO_URING("io_uring"),
    MOUNT("mount"),
    MESSAGE_QUEUE("message queue"),
    LANDLOCK("landlock ruleset"),
    SECCOMP("seccomp listener"),
    /** Received from another process: {@code SCM_RIGHTS} or {@code pidfd_getfd}. */
    PASSED("passed descriptor"),
    OTHER("descriptor");

    private final String noun;

    FdKind(String noun) {
        this.noun = Objects.requireNonNull(noun);
    }

    /** Returns the word a message uses for it. */
    public String noun() {
        return noun;
    }
}
