package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;

/** What is said by one register: numbers, addresses, descriptors, flags. */
final class BasicKinds {
    static final ResultDecoder LONG_RESULT = context -> ResultKinds.of(new Value.Int(context.result(), Base.DECIMAL));

    private static final long LOW_32 = 0xffffffffL;

    private BasicKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("int", (context, index) -> new Value.Int((int) context.register(index), Base.DECIMAL));
        kinds.add("uint", (context, index) -> new Value.Int(context.register(index) & LOW_32, Base.DECIMAL));
        kinds.add("long", (context, index) -> new Value.Int(context.register(index), Base.DECIMAL));
        kinds.add("ulong", (context, index) -> new Value.Int(context.register(index), Base.UNSIGNED));
        kinds.add("size", (context, index) -> new Value.Int(context.register(index), Base.UNSIGNED));
        kinds.add("hex", (context, index) -> new Value.Int(context.register(index), Base.HEX));
        kinds.add("hexint", (context, index) -> new Value.Int(context.register(index) & LOW_32, Base.HEX));
        kinds.add("address", (context, index) -> new Value.Address(context.register(index)));
        kinds.add("pid", (context, index) -> new Value.Int((int) context.register(index), Base.DECIMAL));
        kinds.add("uid", (context, index) -> id(context.register(index)));
        kinds.add("gid", (context, index) -> id(context.register(index)));
        kinds.add("mode", (context, index) -> new Value.Int(context.register(index) & 0xffff, Base.MODE));
        kinds.add("signal", (context, index) -> Signals.signal(context.register(index)));
        kinds.add("fd", (context, index) -> Descriptors.fd(context, context.register(index)));
        kinds.add("dirfd", (context, index) -> Descriptors.directory(context, context.register(index)));
        addVocabularies(kinds);
    }

    /** Most flags of the kernel are ints: the upper half of the register is not looked at. */
    private static void addVocabularies(Kinds kinds) {
        kinds.add("flags", details -> {
            Vocabulary vocabulary = Vocabulary.of(details);
            return (context, index) -> vocabulary.flags(context.register(index) & LOW_32);
        });
        kinds.add("flags64", details -> {
            Vocabulary vocabulary = Vocabulary.of(details);
            return (context, index) -> vocabulary.flags(context.register(index));
        });
        kinds.add("enum", details -> {
            Vocabulary vocabulary = Vocabulary.of(details);
            return (context, index) -> vocabulary.symbol(context.register(index) & LOW_32);
        });
        kinds.add("enum64", details -> {
            Vocabulary vocabulary = Vocabulary.of(details);
            return (context, index) -> vocabulary.symbol(context.register(index));
        });
    }

    /** Returns a user or group id; -1 says "leave it". */
    static Value id(long register) {
        long id = register & LOW_32;
        return new Value.Int(id == LOW_32 ? -1 : id, Base.DECIMAL);
    }
}
