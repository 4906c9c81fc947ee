package dev.ringfence.inspection;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.delta.Change;
import dev.ringfence.snapshot.delta.ContextSwitches;
import dev.ringfence.snapshot.delta.ProcessDelta;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How two inspections differ. What only one of them knows is not known.
 *
 * @param before the first
 * @param after the second
 */
public record InspectionDelta(Inspection before, Inspection after) {
    /** A clock that is set sets the time of boot, too. */
    private static final Duration MOST_DRIFT = Duration.ofMinutes(1);

    public InspectionDelta {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Returns what the files of the process say. */
    public ProcessDelta process() {
        return new ProcessDelta(before.process(), after.process());
    }

    /** Returns whether it is one process, by its id and its start: ids are given out again. */
    public boolean isOfOneProcess() {
        return before.process().pid() == after.process().pid()
                && startAfterBoot(before).isPresent()
                && startAfterBoot(before).equals(startAfterBoot(after))
                && both(before.started(), after.started(), Duration::between)
                        .value()
                        .map(drift -> drift.abs().compareTo(MOST_DRIFT) < 0)
                        .orElse(false);
    }

    private static Optional<Duration> startAfterBoot(Inspection inspection) {
        return inspection.process().statistics().value().map(TaskStatistics::startedAfterBoot);
    }

    /** Returns how descriptors differ. */
    public Reading<DescriptorDelta> descriptors() {
        boolean same = isOfOneProcess();
        boolean socketsKnown = sockets() instanceof Reading.Value;
        return both(
                OpenDescriptor.listOf(before.process()),
                OpenDescriptor.listOf(after.process()),
                (was, is) -> DescriptorDelta.between(was, is, same, socketsKnown));
    }

    /** Returns of which sockets there are more or fewer, by protocol and state such as {@code TCP CLOSE_WAIT}. */
    public Reading<Map<String, Change<Integer>>> sockets() {
        return both(
                sockets(before),
                sockets(after),
                (was, is) -> DescriptorDelta.counts(was, is, socket -> socket.protocol() + " " + socket.state()));
    }

    private static Reading<List<HeldSocket>> sockets(Inspection inspection) {
        return Inspection.flat(OpenDescriptor.listOf(inspection.process())
                .map(descriptors -> HeldSocket.of(inspection.process(), descriptors)));
    }

    /** Returns of which threads there are more or fewer, by their names with a star for each number. */
    public Reading<Map<String, Change<Integer>>> threads() {
        return both(
                ThreadFact.listOf(before.process()),
                ThreadFact.listOf(after.process()),
                (was, is) -> DescriptorDelta.counts(was, is, ThreadFact::pool));
    }

    /** Returns how often threads left a processor; of two processes there is no difference. */
    public Reading<ContextSwitches> contextSwitches() {
        return isOfOneProcess() ? process().contextSwitches() : new Reading.Absent<>("these are two processes");
    }

    /** Returns a number of both. */
    public <T> Reading<Change<T>> of(Function<ProcessSnapshot, Reading<T>> number) {
        return both(number.apply(before.process()), number.apply(after.process()), Change::new);
    }

    private static <T, R> Reading<R> both(Reading<T> before, Reading<T> after, BiFunction<T, T, R> difference) {
        if (!(before instanceof Reading.Value<T> first)) return before.map(never -> difference.apply(never, never));
        return after.map(second -> difference.apply(first.read(), second));
    }

    // --- Children ---

    /** Returns the children that are new. */
    public List<ProcessSnapshot> childrenStarted() {
        return without(after.children(), before.children());
    }

    /** Returns the children that are gone. */
    public List<ProcessSnapshot> childrenEnded() {
        return without(before.children(), after.children());
    }

    /** Returns the children that were there before, too, and have ended and not been waited for since. */
    public List<ProcessSnapshot> childrenDied() {
        List<Object> alive = before.children().stream()
                .filter(child -> !isZombie(child))
                .map(InspectionDelta::identity)
                .toList();
        return after.children().stream()
                .filter(child -> isZombie(child) && alive.contains(identity(child)))
                .toList();
    }

    private static List<ProcessSnapshot> without(List<ProcessSnapshot> all, List<ProcessSnapshot> others) {
        List<Object> known = others.stream().map(InspectionDelta::identity).toList();
        return all.stream().filter(child -> !known.contains(identity(child))).toList();
    }

    private static Object identity(ProcessSnapshot child) {
        Optional<Duration> start = child.statistics().value().map(TaskStatistics::startedAfterBoot);
        return List.of(child.pid(), start);
    }

    private static boolean isZombie(ProcessSnapshot child) {
        return child.statistics()
                .value()
                .map(stat -> stat.state() == TaskState.ZOMBIE)
                .orElse(false);
    }
}
