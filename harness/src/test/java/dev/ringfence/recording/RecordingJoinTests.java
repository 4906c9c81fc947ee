package dev.ringfence.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.Scope;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.Ledger;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.RecordingJoin.Trace;
import dev.ringfence.recording.RecordingJoin.Window;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.syscall.FamilyTable;
import dev.ringfence.testing.Calls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordingJoinTests {
    private static final FdTarget NULL = FdTarget.ofLink("/dev/null");
    private static final FdTarget SOCKET = FdTarget.ofLink("socket:[7]");

    private final Calls calls = new Calls();

    private static Recording join(
            Map<Integer, FdTarget> before,
            Map<Integer, FdTarget> after,
            long dropped,
            List<CallCount> counts,
            TraceEvent... events) {
        Ledger ledger = new Ledger(Calls.WORKER, before.keySet());
        for (TraceEvent event : events) ledger.apply(event);
        return RecordingJoin.join(
                new Window("uploads()", Calls.WORKER, 10, Instant.EPOCH, 20, Set.of("openat", "close")),
                new Trace(List.of(events), null, dropped, counts, List.of(), List.of()),
                ledger.finish(after.keySet(), Set.of()),
                new FdSnapshot(5, before),
                new FdSnapshot(25, after),
                new Settling(3, true));
    }

    @Test
    void a_descriptor_has_its_life_from_the_trace_and_its_target_from_proc() {
        FdTarget target = new FdTarget("/tmp/a (deleted)", "/tmp/a (deleted)");
        Recording recording = join(
                Map.of(0, NULL),
                Map.of(0, NULL, 4, target),
                0,
                List.of(),
                calls.open(3, "/tmp/b"),
                calls.open(4, "/tmp/a"),
                calls.close(3));
        assertThat(recording.completeness().isComplete()).isTrue();
        assertThat(recording.leftOpen()).singleElement().satisfies(descriptor -> {
            assertThat(descriptor.life().fd().value()).isEqualTo(4);
            assertThat(descriptor.target()).contains(target);
        });
        assertThat(recording.descriptors())
                .extracting(d -> d.target().isPresent())
                .containsExactly(true, false, true);
        assertThat(recording.peakDescriptors()).isEqualTo(2);
        assertThat(recording.workerPid()).isEqualTo(Calls.WORKER.value());
    }

    @Test
    void disagreements_are_gaps_that_name_the_target() {
        Recording recording =
                join(Map.of(0, NULL, 5, SOCKET), Map.of(0, NULL, 41, FdTarget.ofLink("socket:[99]")), 0, List.of());
        assertThat(recording.completeness().gaps())
                .containsExactly(
                        new Gap(Concern.DESCRIPTORS, "descriptor 5 (socket:[7]) vanished without an observed call"),
                        new Gap(Concern.DESCRIPTORS, "descriptor 41 (socket:[99]) appeared without an observed call"));
    }

    @Test
    void a_kernel_object_that_was_exchanged_is_a_gap_and_a_renamed_file_is_none() {
        FdTarget other = FdTarget.ofLink("socket:[8]");
        assertThat(join(Map.of(5, SOCKET), Map.of(5, other), 0, List.of())
                        .completeness()
                        .gaps())
                .containsExactly(new Gap(
                        Concern.DESCRIPTORS,
                        "descriptor 5 became socket:[8] from socket:[7] without an observed call"));
        assertThat(join(Map.of(5, SOCKET), Map.of(5, NULL), 0, List.of())
                        .completeness()
                        .gaps())
                .hasSize(1);
        FdTarget renamed = FdTarget.ofLink("/tmp/log.1 (deleted)");
        assertThat(join(Map.of(5, FdTarget.ofLink("/tmp/log")), Map.of(5, renamed), 0, List.of())
                        .completeness()
                        .isComplete())
                .isTrue();
        assertThat(join(Map.of(5, SOCKET), Map.of(5, other), 0, List.of(), calls.close(5), calls.socket(5))
                        .completeness()
                        .isComplete())
                .isTrue();
    }

    @Test
    void dropped_events_are_a_gap() {
        assertThat(join(Map.of(), Map.of(), 7, List.of(), calls.close(9))
                        .completeness()
                        .gaps())
                .containsExactly(new Gap(Concern.EVENTS, "7 events were dropped after the first 1"));
    }

    @Test
    void io_uring_blinds_everything_unless_it_failed() {
        CallCount failed = new CallCount("io_uring_setup", Scope.TEST, 2, 2);
        assertThat(join(Map.of(), Map.of(), 0, List.of(failed)).completeness().isComplete())
                .isTrue();
        CallCount worked = new CallCount("io_uring_setup", Scope.TEST, 2, 1);
        assertThat(join(Map.of(), Map.of(), 0, List.of(worked)).completeness().gaps())
                .extracting(Gap::concern)
                .containsExactly(Concern.values());
        Map<Integer, FdTarget> ring = Map.of(5, FdTarget.ofLink("anon_inode:[io_uring]"));
        assertThat(join(ring, ring, 0, List.of()).completeness().gaps()).hasSize(3);
    }

    @Test
    void families_are_counted_as_they_are_judged() {
        List<CallCount> counts = List.of(
                new CallCount("openat", Scope.TEST, 5, 2),
                new CallCount("open", Scope.TEST, 1, 0),
                new CallCount("openat", Scope.CLASS_LOADING, 100, 0),
                new CallCount("execve", Scope.TEST, 9, 8),
                new CallCount("execve", Scope.RUNTIME, 1, 0),
                new CallCount("clone3", Scope.TEST, 6, 0));
        Recording recording = join(
                Map.of(),
                Map.of(),
                0,
                counts,
                calls.call("clone3", new Outcome.Returned(1), new FdEffect.None()),
                new ProcessStarted(2, 2, Calls.TEST, new Pid(9), Scope.TEST),
                new ProcessStarted(3, 3, Calls.TEST, new Pid(10), Scope.RUNTIME));
        assertThat(recording.count(FamilyTable.get("opens"))).isEqualTo(6);
        assertThat(recording.count(FamilyTable.get("execs"))).isEqualTo(1);
        assertThat(recording.count(FamilyTable.get("forks"))).isEqualTo(1);
        assertThat(recording.count(FamilyTable.get("connects"))).isZero();
    }
}
