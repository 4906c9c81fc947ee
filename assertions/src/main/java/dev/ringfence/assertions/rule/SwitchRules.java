package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.StateGrowth;
import dev.ringfence.assertions.evidence.StateGrowth.StateFound;
import dev.ringfence.assertions.evidence.StateGrowth.Wording;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.snapshot.delta.ContextSwitches;
import dev.ringfence.snapshot.delta.ContextSwitches.OfThread;
import dev.ringfence.snapshot.delta.ProcessDelta;
import dev.ringfence.snapshot.delta.StateDelta;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** How often the threads of a window's process may be switched. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SwitchRules {
    private static final String SWITCHES = "context switches";
    private static final int SHOWN = 5;

    private SwitchRules() {}

    /**
     * Returns the context switches of the process, if they are more; or why that cannot be told: those of a thread that has
     * ended are in no file, so that the sum may only be too small.
     */
    public static Reading<StateGrowth> contextSwitches(Recording recording, WindowStates states, long most) {
        if (most < 0) throw new IllegalArgumentException("the limit must not be negative but was " + most);
        Wording wording = new Wording(
                "to have at most " + most + " context switches",
                new StateFound("there were more", "were more"),
                "times");
        Reading<ProcessDelta> worker = new StateDelta(states.opened(), states.closed()).process(recording.workerPid());
        Reading<ContextSwitches> switches = worker.flatMap(ProcessDelta::contextSwitches);
        return switches.flatMap(known -> {
            long sum = known.threads().stream().mapToLong(OfThread::total).sum();
            Optional<String> unknown = sum > most ? Optional.empty() : unknown(recording, states, known);
            return unknown.<Reading<StateGrowth>>map(Reading.Absent::new)
                    .orElseGet(() -> new Reading.Value<>(
                            StateGrowth.ofNumber(recording, wording, SWITCHES, text(sum, known), sum, most)));
        });
    }

    private static Optional<String> unknown(Recording recording, WindowStates states, ContextSwitches known) {
        Optional<String> ended = known.notCounted().stream()
                .findFirst()
                .map(thread -> "the thread \"" + thread.name() + "\" (tid " + thread.tid() + ") ended"
                        + BriefThreads.IN_NO_FILE);
        return ended.or(() -> BriefThreads.unknownIn(recording, states));
    }

    private static String text(long sum, ContextSwitches switches) {
        return switches.threads().stream()
                .filter(thread -> thread.total() > 0)
                .sorted(Comparator.comparing(OfThread::total).reversed())
                .limit(SHOWN)
                .map(SwitchRules::line)
                .collect(Collectors.joining("", SWITCHES + ": " + sum, ""));
    }

    private static String line(OfThread switched) {
        return "\n    \"" + switched.thread().name() + "\" (tid "
                + switched.thread().tid() + ")  " + switched.voluntary() + " voluntary, " + switched.involuntary()
                + " involuntary";
    }
}
