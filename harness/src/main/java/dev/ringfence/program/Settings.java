package dev.ringfence.program;

import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.decode.DecodeOptions;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What to trace and how to show it.
 *
 * @param follow whether children are traced, too ({@code -f})
 * @param calls that are shown
 * @param filterInKernel whether the kernel is to let only those stop ({@code --seccomp-bpf})
 * @param conditions that calls meet which are shown
 * @param signals that are shown
 * @param statuses calls are shown that end like this
 * @param decode how much of an argument is shown
 * @param layout how lines look
 * @param quiet what is not told
 * @param form of what is shown
 * @param javaFrames whether lines of a virtual machine's threads are followed by their Java frames ({@code -k})
 * @param followCore whether the tracer moves to the core of the tracee
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Settings(
        boolean follow,
        CallSelection calls,
        boolean filterInKernel,
        Conditions conditions,
        SignalSelection signals,
        StatusFilter statuses,
        DecodeOptions decode,
        Layout layout,
        Quiet quiet,
        Form form,
        boolean javaFrames,
        boolean followCore) {
    public Settings {
        Objects.requireNonNull(calls, "calls");
        Objects.requireNonNull(conditions, "conditions");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(signals, "signals");
        Objects.requireNonNull(statuses, "statuses");
        Objects.requireNonNull(decode, "decode");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(quiet, "quiet");
    }

    /** What becomes of events. */
    public enum Form {
        LINES,
        JSON,
        /** They are counted, and nothing else ({@code -c}). */
        COUNTS,
        /** They are written as lines, and counted ({@code -C}). */
        LINES_AND_COUNTS;

        boolean counts() {
            return this == COUNTS || this == LINES_AND_COUNTS;
        }
    }

    /** Signals that are shown. */
    public record SignalSelection(boolean complement, Set<Integer> numbers) {
        /** Every signal. */
        public static final SignalSelection ALL = new SignalSelection(true, Set.of());

        public SignalSelection {
            numbers = Set.copyOf(numbers);
        }

        boolean contains(int signal) {
            return complement != numbers.contains(signal);
        }
    }
}
