package dev.ringfence.assertions.testing;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.Tid;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.Settling;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.Family;
import dev.ringfence.syscall.ObservedSet;
import dev.ringfence.syscall.SyscallTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds recordings as a worker would send them. The window opens one second after the trace began. */
public final class RecordingBuilder {
    static final long START = 1_000_000_000L;
    static final long MILLI = 1_000_000L;
    static final int WORKER = 5100;

    private final String name;
    private final Set<String> observed = new TreeSet<>(ObservedSet.defaults());
    private final List<TraceEvent> events = new ArrayList<>();
    private final Map<String, CallCount> counts = new TreeMap<>();
    private final List<Descriptor> descriptors = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<SyscallEvent> unfinished = new ArrayList<>();
    private final Map<Integer, FdTarget> before = new TreeMap<>(Map.of(0, FdTarget.ofLink("/dev/null")));
    private final Map<Integer, FdTarget> after = new TreeMap<>();
    private @Nullable Integer peak;
    private @Nullable WindowStates states;
    private final List<LeftThread> threads = new ArrayList<>();
    private Settling settling = new Settling(250 * MILLI, true);

    private RecordingBuilder(String name) {
        this.name = name;
    }

    /** Begins a recording in which nothing happened. */
    public static RecordingBuilder recording(String name) {
        return new RecordingBuilder(name);
    }

    // --- Descriptors ---

    /** Begins the life of a descriptor of a file, opened by the thread of the test. */
    public DescriptorBuilder opens(int fd, String path) {
        return new DescriptorBuilder(this, fd, path);
    }

    RecordingBuilder add(DescriptorLife life, @Nullable FdTarget target) {
        descriptors.add(new Descriptor(life, target));
        if (target != null) after.put(life.fd().value(), target);
        return this;
    }

    /** Has a descriptor from before closed so long after the window opened; before that where it is negative. */
    public RecordingBuilder closesOld(int fd, String link, long millis, ActorKind closer) {
        Actor by = new Actor(new Pid(WORKER), new Tid(5120), "closer", closer);
        Ending ending = new Ending.Closed(START + millis * MILLI, by, "close");
        return openBefore(fd, link)
                .add(new DescriptorLife(new Fd(fd), FdKind.OTHER, new Opening.Before(), ending), null);
    }

    /** Sets the largest number of descriptors that were open at once. */
    public RecordingBuilder peak(int number) {
        peak = number;
        return this;
    }

    // --- Calls ---

    /** Adds calls in this order, and counts them. */
    public RecordingBuilder with(CallBuilder... calls) {
        for (CallBuilder call : calls) event(call.build(sequence(), now()));
        return this;
    }

    /** Adds a call of the test that returned zero, and counts it. */
    public RecordingBuilder calls(String call, @Nullable String path) {
        return event(callOf(call, path, null, new Outcome.Returned(0), Scope.TEST));
    }

    /** Adds a call that is not the test's. */
    public RecordingBuilder callsOutOfScope(String call, Scope scope) {
        return event(callOf(call, null, null, new Outcome.Returned(0), scope));
    }

    /** Adds a call of the test that failed with ENOENT, and counts it. */
    public RecordingBuilder fails(String call, String path) {
        return event(callOf(call, path, null, new Outcome.Failed(new Errno(2, "ENOENT")), Scope.TEST));
    }

    /** Adds a connect of the test to an address, or to one that could not be read. */
    public RecordingBuilder connects(@Nullable String address) {
        return event(callOf("connect", null, address, new Outcome.Returned(0), Scope.TEST));
    }

    /** Adds a connect that failed because the kernel could not read its address. */
    public RecordingBuilder connectsToNothing() {
        return event(callOf("connect", null, null, new Outcome.Failed(new Errno(14, "EFAULT")), Scope.TEST));
    }

    /** Adds a call that has not returned when the window ends. */
    public RecordingBuilder unfinished(CallBuilder call) {
        unfinished.add(call.build(sequence() + unfinished.size(), now()));
        return this;
    }

    /** Counts calls of the test whose events were dropped. */
    public RecordingBuilder counts(String call, long number) {
        count(call, Scope.TEST, number, 0);
        return this;
    }

    /** Adds the execution of a program. */
    public RecordingBuilder executes(String program, Scope scope) {
        events.add(new ProgramExecuted(
                sequence(), now(), new Pid(6000), program, List.of(program, "-l"), List.of(), scope));
        return this;
    }

    /** Adds the execution of a program in a process, with what it is handed; null where that is not known. */
    public RecordingBuilder executes(int pid, String program, @Nullable List<ProgramExecuted.Inherited> handedOn) {
        events.add(
                new ProgramExecuted(sequence(), now(), new Pid(pid), program, List.of(program), handedOn, Scope.TEST));
        return this;
    }

    /** Adds the start of a process. */
    public RecordingBuilder startsProcess(Scope scope) {
        events.add(new ProcessStarted(sequence(), now(), main(), new Pid(6000), scope));
        return this;
    }

    /** Adds the start of a process by the test. */
    public RecordingBuilder startsProcess(int pid) {
        events.add(new ProcessStarted(sequence(), now(), main(), new Pid(pid), Scope.TEST));
        return this;
    }

    /** Adds the start of a process by another one. */
    public RecordingBuilder startsProcess(int parent, String program, int pid) {
        Actor child = new Actor(new Pid(parent), new Tid(parent), program, ActorKind.CHILD);
        events.add(new ProcessStarted(sequence(), now(), child, new Pid(pid), Scope.TEST));
        return this;
    }

    /** Adds the end of a process. */
    public RecordingBuilder endsProcess(int pid) {
        events.add(new ProcessEnded(sequence(), now(), new Pid(pid), "exited with code 0"));
        return this;
    }

    /** Has a descriptor open when the window opens. */
    public RecordingBuilder openBefore(int fd, String link) {
        before.put(fd, FdTarget.ofLink(link));
        return this;
    }

    // --- What /proc says ---

    /** Has {@code /proc} say this at both ends; the closing marker is like the beginning. */
    public RecordingBuilder around(StateBuilder opened, StateBuilder settled) {
        return around(opened, opened, settled);
    }

    /** Has {@code /proc} say this at the markers, and when the window has settled. */
    public RecordingBuilder around(StateBuilder opened, StateBuilder closed, StateBuilder settled) {
        states = new WindowStates(opened.build(), closed.build(), settled.build());
        return this;
    }

    /** Leaves threads. */
    public RecordingBuilder leaves(ThreadBuilder... left) {
        for (ThreadBuilder thread : left) threads.add(thread.build());
        return this;
    }

    /** Has a descriptor at the end that was not there, whose opening was not seen. */
    public RecordingBuilder openAfter(int fd, String link) {
        after.put(fd, FdTarget.ofLink(link));
        return this;
    }

    // --- What is not known ---

    /** Observes calls beside the default, in the language of annotations. */
    public RecordingBuilder observing(String setting) {
        observed.addAll(ObservedSet.resolve(setting));
        return this;
    }

    /** Observes a family beside the default. */
    public RecordingBuilder observing(Family family) {
        observed.addAll(family.members());
        return this;
    }

    /** Does not observe a call. */
    public RecordingBuilder notObserving(String... calls) {
        observed.removeAll(Set.of(calls));
        return this;
    }

    /** Adds a gap. */
    public RecordingBuilder gap(Concern concern, String text) {
        gaps.add(new Gap(concern, text));
        return this;
    }

    /** Ends the wait at the end of the window by its deadline. */
    public RecordingBuilder notQuietAfter(long millis) {
        settling = new Settling(millis * MILLI, false);
        return this;
    }

    /** Ends the recording. */
    public Recording build() {
        return new Recording(
                name,
                WORKER,
                START,
                Instant.EPOCH,
                START + 500 * MILLI,
                observed,
                events,
                null,
                List.copyOf(counts.values()),
                descriptors,
                peak != null ? peak : descriptors.size(),
                new FdSnapshot(START, before),
                new FdSnapshot(START + 750 * MILLI, after),
                settling,
                new Completeness(gaps),
                unfinished,
                states,
                threads);
    }

    // --- Parts ---

    static Actor main() {
        return new Actor(new Pid(WORKER), new Tid(5101), "main", ActorKind.TEST);
    }

    long sequence() {
        return events.size() + 1L;
    }

    private long now() {
        return START + events.size() * MILLI;
    }

    RecordingBuilder event(SyscallEvent event) {
        events.add(event);
        Duration took = event.duration().orElse(Duration.ZERO);
        add(new CallCount(
                event.name(),
                event.scope(),
                1,
                event.failed() ? 1 : 0,
                event.duration().isPresent() ? 1 : 0,
                took));
        return this;
    }

    void count(String call, Scope scope, long number, long failures) {
        add(new CallCount(call, scope, number, failures));
    }

    private void add(CallCount count) {
        counts.merge(
                count.name() + " " + count.scope(),
                count,
                (a, b) -> new CallCount(
                        a.name(),
                        a.scope(),
                        a.calls() + b.calls(),
                        a.failures() + b.failures(),
                        a.timed() + b.timed(),
                        a.inCalls().plus(b.inCalls())));
    }

    private SyscallEvent callOf(
            String call, @Nullable String path, @Nullable String address, Outcome outcome, Scope scope) {
        return new SyscallEvent(
                sequence(),
                now(),
                main(),
                SyscallTable.x86_64().number(call).orElseThrow(),
                call,
                List.of(0L, 0L, 0L, 0L, 0L, 0L),
                path,
                null,
                address,
                outcome,
                null,
                new FdEffect.None(),
                scope,
                List.of(),
                new JavaStack.Absent("not asked for"));
    }

    static Fd fd(int number) {
        return new Fd(number);
    }
}
