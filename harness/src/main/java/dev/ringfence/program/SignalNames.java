package dev.ringfence.program;

import dev.ringfence.syscall.decode.SignalText;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/** Finds signals by their names. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SignalNames {
    private static final int LAST = 64;

    private SignalNames() {}

    /** Returns the number of a signal: {@code SIGINT}, {@code INT} or {@code 2}. */
    public static OptionalInt number(String name) {
        for (int signal = 1; signal <= LAST; signal++) {
            String known = SignalText.name(signal);
            if (known.equals(name)
                    || known.equals("SIG" + name)
                    || Integer.toString(signal).equals(name)) return OptionalInt.of(signal);
        }
        return OptionalInt.empty();
    }
}
