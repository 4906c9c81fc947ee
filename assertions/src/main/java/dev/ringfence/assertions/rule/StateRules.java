package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.ChangingCalls;
import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.delta.Change;
import dev.ringfence.snapshot.delta.LimitChange;
import dev.ringfence.snapshot.delta.ProcessDelta;
import dev.ringfence.snapshot.delta.SignalChange;
import dev.ringfence.snapshot.delta.StateDelta;
import dev.ringfence.syscall.decode.SignalText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What the process of a window must leave as it was. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StateRules {
    private static final StateRule.Found ONE_CHANGED = new StateRule.Found("1 changed", "changed");
    private static final StateRule.Found NOT = new StateRule.Found("it did not", "did not");

    /** nptl(7): the C library takes the first two real-time signals for its threads, when the first one is started. */
    private static final Set<Integer> OF_THE_C_LIBRARY = Set.of(32, 33);

    private StateRules() {}

    /** Returns the rule that the limits of the process stay. */
    public static StateRule keepsLimits() {
        return unchanged(
                "to keep its limits",
                ONE_CHANGED,
                "whether %s kept its limits",
                (recording, delta) -> delta.limits()
                        .map(limits -> limits.stream()
                                .map(limit -> limit(limit).by(ChangingCalls.ofLimit(recording, limit.name())))
                                .toList()));
    }

    private static StateFinding limit(LimitChange limit) {
        return new StateFinding(limit.name() + ": " + limit.before() + " -> " + limit.after(), List.of(limit.name()));
    }

    /** Returns the rule that the working directory of the process stays. */
    public static StateRule keepsWorkingDirectory() {
        return unchanged(
                "to keep its working directory",
                NOT,
                "whether %s kept its working directory",
                (recording, delta) -> by(
                        changed(delta.workingDirectory(), "working directory", Function.identity()),
                        () -> ChangingCalls.ofWorkingDirectory(recording)));
    }

    /** Returns the rule that the mask of file modes stays. */
    public static StateRule keepsUmask() {
        return unchanged(
                "to keep its umask",
                NOT,
                "whether %s kept its umask",
                (recording, delta) -> by(
                        changed(delta.umask(), "umask", mask -> String.format(Locale.ROOT, "%04o", mask)),
                        () -> ChangingCalls.ofUmask(recording)));
    }

    /** Returns the rule that no signal is treated in another way. */
    public static StateRule keepsSignalHandlers() {
        return unchanged(
                "to keep how it treats signals",
                ONE_CHANGED,
                "whether %s kept how it treats signals",
                (recording, delta) -> delta.signals()
                        .map(signals -> signals.stream()
                                .filter(change -> !OF_THE_C_LIBRARY.contains(change.signal()))
                                .map(StateRules::signal)
                                .toList()));
    }

    /** Returns the rule that all of these stay. */
    public static StateRule keepsState() {
        return new StateRule(
                "to keep the state of its process",
                ONE_CHANGED,
                "whether %s kept the state of its process",
                Set.of(),
                Stream.of(keepsLimits(), keepsWorkingDirectory(), keepsUmask(), keepsSignalHandlers())
                        .flatMap(rule -> rule.finders().stream())
                        .toList(),
                recording -> Optional.empty());
    }

    private static StateFinding signal(SignalChange change) {
        String name = SignalText.name(change.signal());
        return new StateFinding(
                name + ": " + treated(change.before()) + " -> " + treated(change.after()), List.of(name));
    }

    private static String treated(SignalChange.Treatment treatment) {
        return treatment.name().toLowerCase(Locale.ROOT);
    }

    private static <T> Reading<List<StateFinding>> changed(
            Reading<Change<T>> change, String name, Function<T, String> text) {
        return change.map(both -> both.isNone()
                ? List.of()
                : List.of(new StateFinding(
                        name + ": " + text.apply(both.before()) + " -> " + text.apply(both.after()),
                        List.of(text.apply(both.after())))));
    }

    private static Reading<List<StateFinding>> by(
            Reading<List<StateFinding>> findings, Supplier<List<TraceEvent>> calls) {
        return findings.map(
                all -> all.stream().map(finding -> finding.by(calls.get())).toList());
    }

    // --- Environment ---

    /** Returns the rule that the environment that the process was started with stays as it is in its memory. */
    public static StateRule keepsEnvironment() {
        return new StateRule(
                "to keep its environment",
                ONE_CHANGED,
                "whether %s kept its environment",
                Set.of(SnapshotPart.ENVIRONMENT),
                (recording, states) -> worker(
                        recording,
                        states.opened(),
                        states.settled(),
                        (same, delta) -> delta.environment().map(EnvironmentChanges::of)));
    }

    private static StateRule unchanged(
            String expectation,
            StateRule.Found found,
            String subject,
            BiFunction<Recording, ProcessDelta, Reading<List<StateFinding>>> finder) {
        return new StateRule(
                expectation,
                found,
                subject,
                Set.of(),
                (recording, states) -> worker(recording, states.opened(), states.settled(), finder));
    }

    static Reading<List<StateFinding>> worker(
            Recording recording,
            StateSnapshot before,
            StateSnapshot after,
            BiFunction<Recording, ProcessDelta, Reading<List<StateFinding>>> finder) {
        Reading<ProcessDelta> worker = new StateDelta(before, after).process(recording.workerPid());
        return worker instanceof Reading.Value<ProcessDelta> delta
                ? finder.apply(recording, delta.read())
                : worker.map(never -> List.of());
    }
}
