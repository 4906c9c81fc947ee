package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.proc.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A signal that a process treats in another way than it did.
 *
 * @param signal its number
 * @param before how it did
 * @param after how it does
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SignalChange(int signal, Treatment before, Treatment after) {
    private static final int SIGNALS = 64;

    public SignalChange {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** How a process treats a signal: sigaction(2). */
    public enum Treatment {
        /** As the kernel does by itself. */
        DEFAULT,
        /** Not at all. */
        IGNORED,
        /** By a handler of its own; by which, the kernel does not tell. */
        HANDLED
    }

    static List<SignalChange> between(TaskStatus.Signals before, TaskStatus.Signals after) {
        List<SignalChange> changes = new ArrayList<>();
        for (int signal = 1; signal <= SIGNALS; signal++) {
            Treatment was = treatment(before, signal);
            Treatment is = treatment(after, signal);
            if (was != is) changes.add(new SignalChange(signal, was, is));
        }
        return List.copyOf(changes);
    }

    private static Treatment treatment(TaskStatus.Signals signals, int signal) {
        if (signals.caught().contains(signal)) return Treatment.HANDLED;
        return signals.ignored().contains(signal) ? Treatment.IGNORED : Treatment.DEFAULT;
    }
}
