package dev.ringfence.recording;

import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.syscall.Family;
import dev.ringfence.syscall.expression.CallFilter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a window saw: the join of the trace and of {@code /proc}.
 *
 * @param name what was recorded, such as {@code uploads()}
 * @param workerPid the traced process
 * @param startNanos when the window opened, on the monotonic clock, since the trace began
 * @param startedAt when the window opened, by the time of day; with the times of its events, each event's time of day
 * @param endNanos when its closing marker was reached (settling comes after)
 * @param observed the kernel's names of the calls that were watched; a call that is not among them has no count
 * @param events the events in the window, oldest first; the settling time belongs to the window. No more than
 *     {@code ringfence.events}, see {@link #allEvents()}
 * @param spilled the events beyond those, or null where there are none
 * @param counts exact counts by call and scope
 * @param descriptors every descriptor of the worker that was open at the start or opened in the window; where events
 *     were spilled or dropped, without some that the program itself opened and closed
 * @param peakDescriptors the largest number of descriptors opened by the test (in scope) that were open at once
 * @param before the worker's descriptor table at the start
 * @param after the worker's descriptor table at the end
 * @param settling how long the end was waited for
 * @param completeness what is missing
 * @param unfinished the watched calls that had not returned when the window's table was read, oldest first, each with how
 *     long it had taken up to then; they are not among the events and not counted
 * @param states what {@code /proc} said around the window, or null where it was not captured
 * @param threads the worker's threads that were started in the window and were alive at its end; none where nobody asked
 *     for {@link dev.ringfence.snapshot.SnapshotPart#THREAD_ORIGINS}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Recording(
        String name,
        int workerPid,
        long startNanos,
        Instant startedAt,
        long endNanos,
        Set<String> observed,
        List<TraceEvent> events,
        @Nullable SpilledEvents spilled,
        List<CallCount> counts,
        List<Descriptor> descriptors,
        int peakDescriptors,
        FdSnapshot before,
        FdSnapshot after,
        Settling settling,
        Completeness completeness,
        List<SyscallEvent> unfinished,
        @Nullable WindowStates states,
        List<LeftThread> threads) {
    public Recording {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(startedAt, "startedAt");
        observed = Set.copyOf(observed);
        events = List.copyOf(events);
        counts = List.copyOf(counts);
        descriptors = List.copyOf(descriptors);
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(settling, "settling");
        Objects.requireNonNull(completeness, "completeness");
        unfinished = List.copyOf(unfinished);
        threads = List.copyOf(threads);
    }

    /** Makes a recording of a window around which {@code /proc} was not captured. */
    public Recording(
            String name,
            int workerPid,
            long startNanos,
            Instant startedAt,
            long endNanos,
            Set<String> observed,
            List<TraceEvent> events,
            @Nullable SpilledEvents spilled,
            List<CallCount> counts,
            List<Descriptor> descriptors,
            int peakDescriptors,
            FdSnapshot before,
            FdSnapshot after,
            Settling settling,
            Completeness completeness,
            List<SyscallEvent> unfinished) {
        this(
                name,
                workerPid,
                startNanos,
                startedAt,
                endNanos,
                observed,
                events,
                spilled,
                counts,
                descriptors,
                peakDescriptors,
                before,
                after,
                settling,
                completeness,
                unfinished,
                null,
                List.of());
    }

    /** Makes a recording of a window at whose end all calls had returned. */
    public Recording(
            String name,
            int workerPid,
            long startNanos,
            Instant startedAt,
            long endNanos,
            Set<String> observed,
            List<TraceEvent> events,
            @Nullable SpilledEvents spilled,
            List<CallCount> counts,
            List<Descriptor> descriptors,
            int peakDescriptors,
            FdSnapshot before,
            FdSnapshot after,
            Settling settling,
            Completeness completeness) {
        this(
                name,
                workerPid,
                startNanos,
                startedAt,
                endNanos,
                observed,
                events,
                spilled,
                counts,
                descriptors,
                peakDescriptors,
                before,
                after,
                settling,
                completeness,
                List.of());
    }

    /** Returns the events beyond {@link #events()}, if there are any. */
    public Optional<SpilledEvents> spill() {
        return Optional.ofNullable(spilled);
    }

    /**
     * Returns all events, oldest first: those in memory, then those in a file. To be closed.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read, or is gone; also while the stream is used
     */
    public Stream<TraceEvent> allEvents() {
        return spilled == null ? events.stream() : Stream.concat(events.stream(), spilled.read());
    }

    /** Returns the time of day at which an event of this recording happened. */
    public Instant timeOfDay(TraceEvent event) {
        return startedAt.plusNanos(event.atNanos() - startNanos);
    }

    /** Returns this recording with its file of events at another place. */
    public Recording withSpill(@Nullable SpilledEvents elsewhere) {
        return with(name, elsewhere);
    }

    /** Returns this recording under another name. */
    public Recording named(String newName) {
        return with(newName, spilled);
    }

    private Recording with(String newName, @Nullable SpilledEvents newSpill) {
        return new Recording(
                newName,
                workerPid,
                startNanos,
                startedAt,
                endNanos,
                observed,
                events,
                newSpill,
                counts,
                descriptors,
                peakDescriptors,
                before,
                after,
                settling,
                completeness,
                unfinished,
                states,
                threads);
    }

    /** Returns this recording with what {@code /proc} said around its window. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Recording withStates(WindowStates newStates, List<LeftThread> newThreads) {
        return new Recording(
                name,
                workerPid,
                startNanos,
                startedAt,
                endNanos,
                observed,
                events,
                spilled,
                counts,
                descriptors,
                peakDescriptors,
                before,
                after,
                settling,
                completeness,
                unfinished,
                newStates,
                newThreads);
    }

    /** Returns what {@code /proc} said around the window, where it was captured. */
    public Optional<WindowStates> state() {
        return Optional.ofNullable(states);
    }

    /** Returns the descriptors the test opened that are still open. */
    public List<Descriptor> leftOpen() {
        return descriptors.stream().filter(d -> d.life().isLeftOpen()).toList();
    }

    /** Returns the descriptors the test opened that the garbage collector closed. */
    public List<Descriptor> abandoned() {
        return descriptors.stream().filter(d -> d.life().isAbandoned()).toList();
    }

    /**
     * Returns the calls for which all of some expressions hold, oldest first; of those that were observed: a call that was
     * not is not among them, and where events were dropped, neither are those. The language is that of {@code ringfence trace -e}:
     *
     * <ul>
     *   <li>{@code trace=%file}, or {@code %file} alone: names, families, categories of strace, regular expressions.
     *   <li>{@code status=failed}: calls that were successful, failed, unfinished, or unavailable: those of which only the
     *       entry was watched.
     *   <li>{@code errno=ENOENT}: calls that failed with one of these errors.
     *   <li>{@code fds=3}: calls that take one of these descriptors as an argument.
     *   <li>{@code path=/etc/**}: calls about such a path: that name it, or take a descriptor that was opened by it. {@code
     *       *} stands for any characters but {@code /}, {@code **} for any; a glob that does not begin with {@code /} may
     *       begin at any directory.
     *   <li>{@code thread=main}: calls of threads with such names, Java's or the kernel's, or with such an id.
     *   <li>{@code program=git}: calls of processes that execute such a program; the worker executes {@code java}.
     * </ul>
     *
     * <p>Sets are lists with commas; {@code !} in front of one means all but these.
     *
     * @throws IllegalArgumentException for an expression that is not understood
     * @throws IllegalStateException if it cannot be told whether one holds: none of the calls of {@code trace=} was
     *     observed, or the recording has not seen the process or the descriptor begin; the message begins with
     *     {@code cannot tell:}. Of a call for which another expression does not hold this is not asked
     */
    public List<SyscallEvent> calls(String... expressions) {
        return RecordedCalls.in(this, CallFilter.parse(expressions));
    }

    /** Returns whether every call of the family was watched. */
    public boolean observes(Family family) {
        return observed.containsAll(family.members());
    }

    /**
     * Returns how many judged calls of the family there were. Of {@code execs} only successes count, because a search of
     * the PATH fails for each directory that does not hold the program; of {@code forks} only new processes, because
     * threads are made by the same calls. Says nothing where the family was not observed.
     */
    public long count(Family family) {
        if (family.members().contains("fork")) return processesStarted();
        boolean successesOnly = family.members().contains("execve");
        return counts.stream()
                .filter(c -> c.scope().isJudged() && family.members().contains(c.name()))
                .mapToLong(c -> successesOnly ? c.calls() - c.failures() : c.calls())
                .sum();
    }

    private long processesStarted() {
        try (Stream<TraceEvent> all = allEvents()) {
            return all.filter(event -> event instanceof ProcessStarted started
                            && started.scope().isJudged())
                    .count();
        }
    }
}
