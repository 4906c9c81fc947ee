package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;

/** Names of signals. */
final class Signals {
    private static final int FIRST_REAL_TIME = 32;
    private static final int LAST = 64;
    private static final Vocabulary NAMES = Vocabulary.of("signals");

    private Signals() {}

    /** Returns a signal: {@code SIGINT}, {@code SIGRT_2}; the number itself where it is none. */
    static Value signal(long register) {
        int number = (int) register;
        if (NAMES.has(number)) return NAMES.symbol(number);
        if (number > FIRST_REAL_TIME && number <= LAST)
            return new Value.Symbol(number, "SIGRT_" + (number - FIRST_REAL_TIME));
        return new Value.Int(number, Base.DECIMAL);
    }

    /** Returns the name of a signal of 1 to 64 as a member of a set: {@code INT}, {@code RT_2}. */
    static String member(int number) {
        Value value = signal(number);
        return value instanceof Value.Symbol symbol ? symbol.text().substring("SIG".length()) : String.valueOf(number);
    }
}
