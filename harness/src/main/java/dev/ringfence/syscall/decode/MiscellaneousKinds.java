package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;
import java.nio.ByteBuffer;
import java.util.List;

/** Single values behind pointers, ids, numbers with their names in a comment. */
final class MiscellaneousKinds {
    private static final long LOW_32 = 0xffffffffL;
    private static final int MOST_GROUPS = 1 << 16;
    private static final int DOMAIN = 0xff;
    private static final Vocabulary DOMAINS = Vocabulary.of("personality");
    private static final Vocabulary PERSONALITY = Vocabulary.of("personality_flags");

    private MiscellaneousKinds() {}

    static void addTo(Kinds kinds) {
        box(kinds, "outint", Integer.BYTES, CloneKinds::number);
        box(kinds, "outuint", Integer.BYTES, (c, b, o) -> new Value.Int(b.getInt(o) & LOW_32, Base.DECIMAL));
        box(kinds, "outhexint", Integer.BYTES, (c, b, o) -> new Value.Int(b.getInt(o) & LOW_32, Base.HEX));
        box(kinds, "outid", Integer.BYTES, (c, b, o) -> BasicKinds.id(b.getInt(o)));
        box(kinds, "outsignal", Integer.BYTES, (c, b, o) -> Signals.signal(b.getInt(o)));
        box(kinds, "outulong", Long.BYTES, (c, b, o) -> new Value.Int(b.getLong(o), Base.UNSIGNED));
        box(kinds, "outhex", Long.BYTES, (c, b, o) -> new Value.Int(b.getLong(o), Base.HEX));
        box(kinds, "outaddress", Long.BYTES, (c, b, o) -> new Value.Address(b.getLong(o)));
        kinds.add("setgroups", (context, index) -> groups(context, context.register(index), (int) context.register(0)));
        kinds.add("outgroups", MiscellaneousKinds::written);
        kinds.add("personality", (context, index) -> personality(context.register(index) & LOW_32));
        kinds.addResult("personality", context -> {
            long value = context.result() & LOW_32;
            return new Result(new Value.Int(value, Base.HEX), null, null, ValueText.of(personality(value)));
        });
        addVocabularies(kinds);
    }

    private static void box(Kinds kinds, String name, int size, Layout layout) {
        kinds.add(name, Pointers.out(size, Pointers.boxed(layout)));
    }

    private static void addVocabularies(Kinds kinds) {
        kinds.add("outflags", details -> {
            Vocabulary names = Vocabulary.of(details);
            return Pointers.out(Integer.BYTES, Pointers.boxed((c, b, o) -> names.flags(b.getInt(o) & LOW_32)));
        });
        kinds.add("outenum", details -> {
            Vocabulary names = Vocabulary.of(details);
            return Pointers.out(Integer.BYTES, Pointers.boxed((c, b, o) -> names.symbol(b.getInt(o) & LOW_32)));
        });
        kinds.add("commented", details -> {
            Vocabulary names = Vocabulary.of(details);
            return (context, index) -> {
                int number = (int) context.register(index);
                return commented(names, number, Base.DECIMAL);
            };
        });
        kinds.add("hexcommented", details -> {
            Vocabulary names = Vocabulary.of(details);
            return (context, index) -> commented(names, context.register(index) & LOW_32, Base.HEX);
        });
        kinds.addResultOf("named", details -> {
            Vocabulary names = Vocabulary.of(details);
            return context -> named(names, context.result());
        });
        kinds.addResultOf("bits", details -> {
            Vocabulary names = Vocabulary.of(details);
            return context -> bits(names, context.result());
        });
    }

    private static Value commented(Vocabulary names, long value, Base base) {
        return new Value.Noted(new Value.Int(value, base), names.comment(value));
    }

    private static Result named(Vocabulary names, long value) {
        String note = names.has(value) ? names.comment(value) : null;
        return new Result(new Value.Int(value, Base.DECIMAL), null, null, note);
    }

    /** Bits that a call returns; where none has a name, the number says all. */
    static Result bits(Vocabulary names, long value) {
        Value flags = names.flags(value);
        boolean any = flags instanceof Value.Flags found && !found.names().isEmpty();
        return new Result(new Value.Int(value, Base.HEX), null, null, any ? ValueText.of(flags) : null);
    }

    private static Value written(DecodeContext context, int index) {
        if (!context.isExit()) return new Value.Pending(null);
        long address = context.register(index);
        return context.failed() ? new Value.Address(address) : groups(context, address, (int) context.result());
    }

    private static Value groups(DecodeContext context, long address, int count) {
        if (count < 0 || count > MOST_GROUPS) return new Value.Address(address);
        return Pointers.array(context, address, count, Integer.BYTES, MiscellaneousKinds::group);
    }

    private static Value group(DecodeContext context, ByteBuffer bytes, int offset) {
        return BasicKinds.id(bytes.getInt(offset));
    }

    private static Value personality(long value) {
        if (value == LOW_32) return new Value.Int(value, Base.HEX);
        Value domain = DOMAINS.symbol(value & DOMAIN);
        long rest = value & ~DOMAIN;
        return rest == 0 ? domain : new Value.Joined(List.of(domain, PERSONALITY.flags(rest)), "|");
    }
}
