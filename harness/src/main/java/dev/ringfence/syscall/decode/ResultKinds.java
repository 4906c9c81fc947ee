package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.ValueText;

/** What calls return that say it in one register. */
final class ResultKinds {
    private static final Result UNKNOWN = of(new Value.Word("?"));

    private ResultKinds() {}

    static void addTo(Kinds kinds) {
        kinds.addResult("int", context -> of(new Value.Int((int) context.result(), Base.DECIMAL)));
        kinds.addResult("uint", context -> of(new Value.Int(context.result() & 0xffffffffL, Base.DECIMAL)));
        kinds.addResult("long", BasicKinds.LONG_RESULT);
        kinds.addResult("ulong", context -> of(new Value.Int(context.result(), Base.UNSIGNED)));
        kinds.addResult("hex", context -> of(new Value.Int(context.result(), Base.HEX)));
        kinds.addResult("address", context -> of(new Value.Address(context.result())));
        kinds.addResult("octal", context -> of(new Value.Int(context.result(), Base.MODE)));
        kinds.addResult("fd", context -> of(Descriptors.fd(context, context.result())));
        kinds.addResult("void", BasicKinds.LONG_RESULT);
        kinds.addResult("never", context -> UNKNOWN);
        kinds.addResultOf("flags", details -> {
            Vocabulary vocabulary = Vocabulary.of(details);
            return context -> {
                Value.Int number = new Value.Int(context.result(), Base.HEX);
                return new Result(number, null, null, note(vocabulary, context.result()));
            };
        });
    }

    private static String note(Vocabulary vocabulary, long flags) {
        return "flags " + ValueText.of(vocabulary.flags(flags));
    }

    /** Returns a success. */
    static Result of(Value value) {
        return new Result(value, null, null, null);
    }
}
