package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.ArrayList;
import java.util.List;

/**
 * clone(2), whose arguments are written with their names, the stack first. On x86_64 the registers are flags, stack, parent's
 * thread id, child's thread id, thread-local storage.
 */
final class CloneKinds {
    static final long PIDFD = 0x1000;
    static final long SETTLS = 0x80000;
    static final long PARENT_SETTID = 0x100000;
    static final long CHILD_CLEARTID = 0x200000;
    static final long CHILD_SETTID = 0x1000000;
    static final Vocabulary FLAGS = Vocabulary.of("clone");

    /** The low byte is the signal that the child sends when it ends. */
    private static final long SIGNAL = 0xff;

    private static final int STACK = 1;
    private static final int PARENT = 2;
    private static final int CHILD = 3;
    private static final int TLS = 4;

    private CloneKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("clone_stack", (context, index) -> named("child_stack", new Value.Address(context.register(STACK))));
        kinds.add("clone_flags", (context, index) -> named("flags", flags(context.register(0))));
        kinds.add("clone_parent", (context, index) -> parent(context));
        kinds.add("clone_tls", (context, index) -> late(context, "tls", TLS, SETTLS));
        kinds.add("clone_segment", (context, index) -> {
            Value address = late(context, "tls", TLS, SETTLS);
            return address instanceof Value.Joined
                    ? named("tls", RestrictionKinds.segment(context, context.register(TLS)))
                    : address;
        });
        kinds.add(
                "clone_child", (context, index) -> late(context, "child_tidptr", CHILD, CHILD_SETTID | CHILD_CLEARTID));
        kinds.add("clone3", Clone3::decode);
    }

    private static Value flags(long register) {
        long bits = register & ~SIGNAL;
        long signal = register & SIGNAL;
        if (signal == 0) return FLAGS.flags(bits);
        List<Value> parts = new ArrayList<>(2);
        if (bits != 0) parts.add(FLAGS.flags(bits));
        parts.add(Signals.signal(signal));
        return new Value.Joined(parts, "|");
    }

    /** The kernel stores the thread id here, or with {@code CLONE_PIDFD} the descriptor. */
    private static Value parent(DecodeContext context) {
        if ((context.register(0) & (PARENT_SETTID | PIDFD)) == 0) return Omitted.VALUE;
        if (!context.isExit()) return Value.Pending.LATE;
        long address = context.register(PARENT);
        return named(
                "parent_tid",
                context.failed()
                        ? new Value.Address(address)
                        : Pointers.boxed(context, address, Integer.BYTES, CloneKinds::number));
    }

    static Value number(DecodeContext context, java.nio.ByteBuffer bytes, int offset) {
        return new Value.Int(bytes.getInt(offset), Base.DECIMAL);
    }

    /** strace writes these at the exit, though they are known before. */
    private static Value late(DecodeContext context, String name, int register, long flags) {
        if ((context.register(0) & flags) == 0) return Omitted.VALUE;
        if (!context.isExit()) return Value.Pending.LATE;
        return named(name, new Value.Address(context.register(register)));
    }

    private static Value named(String name, Value value) {
        return new Value.Joined(List.of(new Value.Word(name), value), "=");
    }
}
