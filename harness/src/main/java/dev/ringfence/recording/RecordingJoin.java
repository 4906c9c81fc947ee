package dev.ringfence.recording;

import dev.ringfence.event.Pid;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.LedgerResult;
import dev.ringfence.ledger.LedgerResult.Disagreement;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Joins what the trace and {@code /proc} say about one window, and notes where they leave something unknown. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordingJoin {
    /** Links that name a kernel object: {@code socket:[4711]}, {@code pipe:[12]}. Unlike a path they never change. */
    private static final Pattern OBJECT = Pattern.compile("[a-z_]+:\\[\\d+]");

    private static final String IO_URING_LINK = "anon_inode:[io_uring]";

    private RecordingJoin() {}

    /**
     * A window.
     *
     * @param name what is recorded, such as {@code uploads()}
     * @param worker the traced process
     * @param startNanos when it opened, on the monotonic clock, since the trace began
     * @param startedAt when it opened, by the time of day
     * @param endNanos when its closing marker was reached
     * @param observed the kernel's names of the calls that were watched
     */
    public record Window(
            String name, Pid worker, long startNanos, Instant startedAt, long endNanos, Set<String> observed) {
        public Window {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(worker, "worker");
            observed = Set.copyOf(observed);
        }
    }

    /**
     * The trace of a window.
     *
     * @param events oldest first
     * @param spilled the events beyond those, or null
     * @param dropped how many events there were beside these
     * @param counts exact, those of dropped events included
     * @param gaps what the tracer knows that it does not know
     * @param unfinished the watched calls that have not returned
     */
    public record Trace(
            List<TraceEvent> events,
            @Nullable SpilledEvents spilled,
            long dropped,
            List<CallCount> counts,
            List<Gap> gaps,
            List<SyscallEvent> unfinished) {
        public Trace {
            if (dropped < 0) throw new IllegalArgumentException("dropped must not be negative but was " + dropped);
            events = List.copyOf(events);
            counts = List.copyOf(counts);
            gaps = List.copyOf(gaps);
            unfinished = List.copyOf(unfinished);
        }
    }

    /**
     * Returns the recording.
     *
     * @param ledger the lives of the worker's descriptors, compared with {@code after}
     * @param before the worker's table at the start
     * @param after the worker's table at the end; what is in doubt is described in it
     */
    public static Recording join(
            Window window, Trace trace, LedgerResult ledger, FdSnapshot before, FdSnapshot after, Settling settling) {
        List<Gap> gaps = new ArrayList<>(trace.gaps());
        ledger.disagreements().forEach(d -> gaps.add(gap(d, before, after)));
        ledger.lives().forEach(life -> addExchanged(gaps, life, before, after));
        addDropped(gaps, trace);
        addIoUring(gaps, trace, before);
        return new Recording(
                window.name(),
                window.worker().value(),
                window.startNanos(),
                window.startedAt(),
                window.endNanos(),
                window.observed(),
                trace.events(),
                trace.spilled(),
                trace.counts(),
                ledger.lives().stream().map(life -> describe(life, after)).toList(),
                ledger.peak(),
                before,
                after,
                settling,
                new Completeness(gaps),
                trace.unfinished());
    }

    private static Descriptor describe(DescriptorLife life, FdSnapshot after) {
        boolean open = life.ending() instanceof Ending.StillOpen;
        return new Descriptor(life, open ? target(after, life.fd().value()) : null);
    }

    private static @Nullable FdTarget target(FdSnapshot snapshot, int fd) {
        return snapshot.targets().get(fd);
    }

    // --- Gaps ---

    private static Gap gap(Disagreement disagreement, FdSnapshot before, FdSnapshot after) {
        FdSnapshot shownIn = disagreement.kind() == LedgerResult.Kind.VANISHED ? before : after;
        FdTarget target = target(shownIn, disagreement.fd());
        String link = target == null ? "" : " (" + target.link() + ")";
        return new Gap(
                Concern.DESCRIPTORS,
                "descriptor " + disagreement.fd() + link + " "
                        + disagreement.kind().clause());
    }

    /** A number that was open all the time by the trace has to stand for the same object at both ends. */
    private static void addExchanged(List<Gap> gaps, DescriptorLife life, FdSnapshot before, FdSnapshot after) {
        if (!(life.opening() instanceof Opening.Before) || !(life.ending() instanceof Ending.StillOpen)) return;
        FdTarget was = target(before, life.fd().value());
        FdTarget is = target(after, life.fd().value());
        if (was == null || is == null || was.link().equals(is.link())) return;
        // A path may change by a rename; the name of a kernel object may not.
        if (!OBJECT.matcher(was.link()).matches() && !OBJECT.matcher(is.link()).matches()) return;
        gaps.add(new Gap(
                Concern.DESCRIPTORS,
                "descriptor " + life.fd() + " became " + is.link() + " from " + was.link()
                        + " without an observed call"));
    }

    private static void addDropped(List<Gap> gaps, Trace trace) {
        if (trace.dropped() == 0) return;
        gaps.add(new Gap(Concern.EVENTS, trace.dropped() + " events were dropped after the first " + kept(trace)));
    }

    private static long kept(Trace trace) {
        SpilledEvents spilled = trace.spilled();
        return trace.events().size() + (spilled == null ? 0 : spilled.count());
    }

    /** io_uring(7): operations are submitted through memory that is shared with the kernel, not by system calls. */
    private static void addIoUring(List<Gap> gaps, Trace trace, FdSnapshot before) {
        boolean setUp = trace.counts().stream()
                .anyMatch(count -> count.name().equals("io_uring_setup") && count.calls() > count.failures());
        boolean there = before.targets().values().stream()
                .anyMatch(target -> target.link().equals(IO_URING_LINK));
        if (!setUp && !there) return;
        String text = "the program uses io_uring, whose operations are not system calls and are not seen";
        for (Concern concern : Concern.values()) gaps.add(new Gap(concern, text));
    }
}
