package dev.ringfence.trace;

import dev.ringfence.event.FdKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What each system call does to the descriptor table when it succeeds. Pure; numbers are in the call table. */
final class DescriptorCalls {

    /** How a call tells which descriptors it made or closed. */
    sealed interface Action {
        /** The result is a new descriptor. */
        record Returns(FdKind kind) implements Action {}

        /** The result is a new descriptor if the arguments say so. */
        record ReturnsIf(FdKind kind, Condition condition) implements Action {}

        /** Two new descriptors are written to the array that this argument points to. */
        record WritesPair(FdKind kind, int argument) implements Action {}

        /** The result is a copy of the descriptor in the first argument. */
        record Copies() implements Action {}

        /** The second argument becomes a copy of the first. */
        record CopiesTo() implements Action {}

        /** The first argument is closed. */
        record Closes() implements Action {}

        /** A range is closed. */
        record ClosesRange() implements Action {}

        /** Descriptors may arrive in the control data of one message. */
        record Receives() implements Action {}

        /** Descriptors may arrive in the control data of several messages. */
        record ReceivesMany() implements Action {}
    }

    /** When a call with several meanings makes a descriptor. */
    @FunctionalInterface
    interface Condition {
        boolean test(PendingCall call);
    }

    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_NEW_LISTENER = 1 << 3;
    /**
     * Commands of bpf(2) that return a descriptor (linux/bpf.h): MAP_CREATE 0, PROG_LOAD 5, OBJ_GET 7, PROG_GET_FD_BY_ID
     * 13, MAP_GET_FD_BY_ID 14, RAW_TRACEPOINT_OPEN 17, BTF_LOAD 18, BTF_GET_FD_BY_ID 19, LINK_CREATE 28, LINK_GET_FD_BY_ID
     * 30, ENABLE_STATS 32, ITER_CREATE 33, TOKEN_CREATE 36.
     */
    private static final Set<Long> BPF_COMMANDS = Set.of(0L, 5L, 7L, 13L, 14L, 17L, 18L, 19L, 28L, 30L, 32L, 33L, 36L);

    private static final Map<String, Action> ACTIONS = new HashMap<>();

    static {
        returns(FdKind.FILE, "open", "openat", "openat2", "creat", "open_by_handle_at");
        returns(FdKind.SOCKET, "socket", "accept", "accept4");
        returns(FdKind.EPOLL, "epoll_create", "epoll_create1");
        returns(FdKind.EVENTFD, "eventfd", "eventfd2");
        returns(FdKind.TIMERFD, "timerfd_create");
        returns(FdKind.INOTIFY, "inotify_init", "inotify_init1");
        returns(FdKind.FANOTIFY, "fanotify_init");
        returns(FdKind.MEMFD, "memfd_create", "memfd_secret");
        returns(FdKind.USERFAULTFD, "userfaultfd");
        returns(FdKind.PERF_EVENT, "perf_event_open");
        returns(FdKind.IO_URING, "io_uring_setup");
        returns(FdKind.PIDFD, "pidfd_open");
        returns(FdKind.PASSED, "pidfd_getfd");
        returns(FdKind.MOUNT, "open_tree", "open_tree_attr", "fsopen", "fsmount", "fspick");
        returns(FdKind.MESSAGE_QUEUE, "mq_open");
        ACTIONS.put("signalfd", new Action.ReturnsIf(FdKind.SIGNALFD, call -> (int) call.argument(0) == -1));
        ACTIONS.put("signalfd4", new Action.ReturnsIf(FdKind.SIGNALFD, call -> (int) call.argument(0) == -1));
        // landlock_create_ruleset(2): with a flag it returns a version or errata instead.
        ACTIONS.put(
                "landlock_create_ruleset", new Action.ReturnsIf(FdKind.LANDLOCK, call -> (int) call.argument(2) == 0));
        ACTIONS.put(
                "bpf", new Action.ReturnsIf(FdKind.BPF, call -> BPF_COMMANDS.contains(call.argument(0) & 0xffffffffL)));
        ACTIONS.put(
                "seccomp",
                new Action.ReturnsIf(
                        FdKind.SECCOMP,
                        call -> (int) call.argument(0) == SECCOMP_SET_MODE_FILTER
                                && (call.argument(1) & SECCOMP_FILTER_FLAG_NEW_LISTENER) != 0));
        ACTIONS.put("pipe", new Action.WritesPair(FdKind.PIPE, 0));
        ACTIONS.put("pipe2", new Action.WritesPair(FdKind.PIPE, 0));
        ACTIONS.put("socketpair", new Action.WritesPair(FdKind.SOCKET, 3));
        ACTIONS.put("dup", new Action.Copies());
        // The filter lets only F_DUPFD and F_DUPFD_CLOEXEC stop.
        ACTIONS.put("fcntl", new Action.Copies());
        ACTIONS.put("dup2", new Action.CopiesTo());
        ACTIONS.put("dup3", new Action.CopiesTo());
        ACTIONS.put("close", new Action.Closes());
        ACTIONS.put("close_range", new Action.ClosesRange());
        ACTIONS.put("recvmsg", new Action.Receives());
        ACTIONS.put("recvmmsg", new Action.ReceivesMany());
    }

    private DescriptorCalls() {}

    private static void returns(FdKind kind, String... names) {
        for (String name : names) {
            ACTIONS.put(name, new Action.Returns(kind));
        }
    }

    /** Returns the names of all calls that change the table. */
    static Set<String> names() {
        return Set.copyOf(ACTIONS.keySet());
    }

    /** Returns what the call does to the table; null for nothing. */
    static @org.jspecify.annotations.Nullable Action action(String name) {
        return ACTIONS.get(name);
    }
}
