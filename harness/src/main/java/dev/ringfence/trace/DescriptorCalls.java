package dev.ringfence.trace;

import dev.ringfence.event.FdKind;
import dev.ringfence.syscall.DescriptorEffect;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How what each system call does to the descriptor table shows in its arguments and result. What it does is in the table of
 * calls; here are the conditions of those that do it only sometimes. Pure.
 */
final class DescriptorCalls {

    /** How a call tells which descriptors it made or closed. */
    sealed interface Action {
        /** The result is a new descriptor. */
        record Returns(FdKind kind) implements Action {}

        /** The result is a new descriptor if the arguments say so. */
        record ReturnsIf(FdKind kind, Condition condition) implements Action {}

        /** Two new descriptors are written to the array that this argument points to. */
        record WritesPair(FdKind kind, int argument) implements Action {}

        /** The result is a copy of the descriptor in the first argument if the arguments say so. */
        record CopiesIf(Condition condition) implements Action {}

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

    private static final int F_DUPFD = 0;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_NEW_LISTENER = 1 << 3;
    /**
     * Commands of bpf(2) that return a descriptor (linux/bpf.h): MAP_CREATE 0, PROG_LOAD 5, OBJ_GET 7, PROG_GET_FD_BY_ID
     * 13, MAP_GET_FD_BY_ID 14, RAW_TRACEPOINT_OPEN 17, BTF_LOAD 18, BTF_GET_FD_BY_ID 19, LINK_CREATE 28, LINK_GET_FD_BY_ID
     * 30, ENABLE_STATS 32, ITER_CREATE 33, TOKEN_CREATE 36.
     */
    private static final Set<Long> BPF_COMMANDS = Set.of(0L, 5L, 7L, 13L, 14L, 17L, 18L, 19L, 28L, 30L, 32L, 33L, 36L);

    private static final Map<String, Condition> CONDITIONS = Map.of(
            "signalfd", call -> (int) call.argument(0) == -1,
            "signalfd4", call -> (int) call.argument(0) == -1,
            // landlock_create_ruleset(2): with a flag it returns a version or errata instead.
            "landlock_create_ruleset", call -> (int) call.argument(2) == 0,
            "bpf", call -> BPF_COMMANDS.contains(call.argument(0) & 0xffffffffL),
            "seccomp",
                    call -> (int) call.argument(0) == SECCOMP_SET_MODE_FILTER
                            && (call.argument(1) & SECCOMP_FILTER_FLAG_NEW_LISTENER) != 0,
            "fcntl", call -> (int) call.argument(1) == F_DUPFD || (int) call.argument(1) == F_DUPFD_CLOEXEC,
            // Which requests of ioctl(2) make one is known to the drivers alone.
            "ioctl", call -> false);

    private static final Map<String, Action> ACTIONS = new HashMap<>();

    static {
        for (Syscall call : SyscallTable.x86_64().calls()) {
            Action action = action(call);
            if (action != null) ACTIONS.put(call.name(), action);
        }
    }

    private DescriptorCalls() {}

    private static @Nullable Action action(Syscall call) {
        DescriptorEffect effect = call.descriptorEffect();
        return switch (effect.action()) {
            case MAKES -> new Action.Returns(kind(effect));
            case MAKES_SOMETIMES -> new Action.ReturnsIf(kind(effect), condition(call));
            case MAKES_PAIR -> new Action.WritesPair(kind(effect), effect.argument());
            case COPIES -> new Action.CopiesIf(always -> true);
            case COPIES_SOMETIMES -> new Action.CopiesIf(condition(call));
            case COPIES_TO -> new Action.CopiesTo();
            case CLOSES -> new Action.Closes();
            case CLOSES_RANGE -> new Action.ClosesRange();
            case RECEIVES -> new Action.Receives();
            case RECEIVES_MANY -> new Action.ReceivesMany();
            // What becomes of processes, and of their tables, is told by the stops of births, programs and ends.
            case LEAVES, PASSES, EXECUTES, INHERITS, UNSHARES, ENDS -> null;
        };
    }

    private static FdKind kind(DescriptorEffect effect) {
        return FdKind.valueOf(effect.kind().toUpperCase(Locale.ROOT));
    }

    private static Condition condition(Syscall call) {
        Condition condition = CONDITIONS.get(call.name());
        if (condition == null) throw new IllegalStateException(call.name() + " has no condition");
        return condition;
    }

    /** Returns what the call does to the table; null for nothing. */
    static @Nullable Action action(String name) {
        return ACTIONS.get(name);
    }
}
