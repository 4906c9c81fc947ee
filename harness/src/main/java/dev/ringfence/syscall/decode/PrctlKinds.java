package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import java.util.ArrayList;
import java.util.List;

/** Arguments that prctl(2) and arch_prctl(2) have alone. */
final class PrctlKinds {
    private static final long LOW_32 = 0xffffffffL;
    private static final long LENGTH = 0xffff;
    private static final Vocabulary LENGTH_FLAGS = Vocabulary.of("pr_vector_length");

    private static final long TAGGED = 1;
    private static final long TCF = 6;
    private static final long TAGS = 0x7fff8;
    private static final int TAG_SHIFT = 3;
    private static final Vocabulary TAG_CHECKS = Vocabulary.of("pr_tagged");
    private static final Value ANY = new Value.Symbol(-1, "PR_SET_PTRACER_ANY");

    private PrctlKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("absent", (context, index) -> Omitted.VALUE);
        kinds.add("limited", details -> {
            int limit = TextKinds.argument(details);
            return (context, index) -> limited(Strings.terminated(context, context.register(index), limit), limit);
        });
        kinds.add("outlimited", details -> {
            int limit = TextKinds.argument(details);
            return (context, index) -> {
                if (!context.isExit()) return new Value.Pending(null);
                long address = context.register(index);
                return context.failed() ? new Value.Address(address) : Strings.terminated(context, address, limit);
            };
        });
        kinds.add("ptracer", (context, index) -> {
            long pid = context.register(index);
            return pid == -1 ? ANY : new Value.Int((int) pid, Base.DECIMAL);
        });
        kinds.add("vector_length", (context, index) -> length(context.register(index)));
        kinds.addResult("vector_length", context -> {
            long value = context.result();
            String note = (value & ~LENGTH) == 0 ? null : ValueText.of(length(value));
            return new Result(new Value.Int(value, Base.HEX), null, null, note);
        });
        kinds.add("tagged", (context, index) -> tagged(context.register(index)));
        kinds.addResult("tagged", context -> {
            long value = context.result();
            return new Result(new Value.Int(value, Base.HEX), null, null, ValueText.of(tagged(value)));
        });
        kinds.add("outbits64", details -> {
            Vocabulary names = Vocabulary.of(details);
            return Pointers.out(Long.BYTES, Pointers.boxed((c, bytes, offset) -> noted(names, bytes.getLong(offset))));
        });
    }

    private static Value length(long value) {
        long flags = value & ~LENGTH & LOW_32;
        Value length = new Value.Int(value & LENGTH, Base.HEX);
        return flags == 0 ? length : new Value.Joined(List.of(LENGTH_FLAGS.flags(flags), length), "|");
    }

    private static Value tagged(long value) {
        List<Value> parts = new ArrayList<>();
        parts.add(new Value.Word((value & TAGGED) != 0 ? "PR_TAGGED_ADDR_ENABLE" : "!PR_TAGGED_ADDR_ENABLE"));
        parts.add(TAG_CHECKS.symbol(value & TCF));
        long tags = (value & TAGS) >> TAG_SHIFT;
        if (tags != 0)
            parts.add(
                    new Value.Joined(List.of(new Value.Int(tags, Base.HEX), new Value.Word("PR_MTE_TAG_SHIFT")), "<<"));
        long rest = value & ~(TAGGED | TCF | TAGS);
        if (rest != 0) parts.add(new Value.Int(rest, Base.HEX));
        return new Value.Joined(parts, "|");
    }

    /** Whether a name ends where the kernel stops to read it is not looked at: it may go on. */
    private static Value limited(Value name, int limit) {
        boolean full = name instanceof Value.Text text && text.latin1().length() == limit;
        return full ? new Value.Text(((Value.Text) name).latin1(), true) : name;
    }

    private static Value noted(Vocabulary names, long bits) {
        Value number = new Value.Int(bits, Base.HEX);
        if (bits == 0) return number;
        boolean any =
                names.flags(bits) instanceof Value.Flags flags && !flags.names().isEmpty();
        return new Value.Noted(number, any ? ValueText.of(names.flags(bits)) : names.comment(-1));
    }
}
