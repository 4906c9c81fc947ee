package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.Scope;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.Settling;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.syscall.FamilyTable;
import dev.ringfence.syscall.ObservedSet;
import dev.ringfence.testing.Calls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTests {
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<CallCount> counts = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<String> observed = new HashSet<>(ObservedSet.defaults());
    private int peak;

    private Recording recording() {
        FdSnapshot none = new FdSnapshot(0, Map.of());
        return new Recording(
                "uploads()",
                4711,
                0,
                Instant.EPOCH,
                1_000_000,
                observed,
                events,
                null,
                counts,
                List.of(),
                peak,
                none,
                none,
                new Settling(0, true),
                new Completeness(gaps));
    }

    private Amount amount(String metric) {
        return Metrics.byName(metric).in(recording());
    }

    private void count(String call, Scope scope, long calls) {
        counts.add(new CallCount(call, scope, calls, 0));
    }

    private void transfers(Calls calls, String name, Outcome outcome) {
        events.add(calls.call(name, outcome, new FdEffect.None(), 3L));
        count(name, Scope.TEST, 1);
    }

    private void observeTransfers() {
        for (String family : List.of("reads", "receives", "writes", "sends", "copies")) {
            observed.addAll(FamilyTable.get(family).members());
        }
    }

    // --- Families ---

    @Test
    void calls_of_a_family_are_counted_by_name_and_only_those_of_the_test() {
        count("openat", Scope.TEST, 3);
        count("openat", Scope.CLASS_LOADING, 90);
        count("open", Scope.TEST, 1);
        count("openat2", Scope.TEST, 0);
        count("close", Scope.TEST, 7);

        assertThat(amount("opens")).isEqualTo(new Amount.Known(4, new TreeMap<>(Map.of("openat", 3L, "open", 1L))));
        assertThat(amount("connects")).isEqualTo(Amount.Known.of(0));
    }

    @Test
    void a_family_that_was_not_observed_is_not_known() {
        assertThat(amount("fsyncs")).isInstanceOf(Amount.Known.class);
        assertThat(amount("stats"))
                .isEqualTo(new Amount.Unknown("fstat, lstat, newfstatat, stat, statx were not observed"));
    }

    @ParameterizedTest
    @CsvSource({"processes, clone3", "peak-descriptors, pipe2", "execs, execveat"})
    void what_is_counted_by_events_needs_its_calls_observed(String metric, String call) {
        assertThat(Metrics.byName(metric).counted()).contains(call);
        observed.remove(call);

        assertThat(amount(metric)).isEqualTo(new Amount.Unknown(call + " was not observed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opens", "execs", "processes"})
    void a_gap_of_counts_makes_calls_unknown(String metric) {
        gaps.add(new Gap(Concern.COUNTS, "the tracer lost 3 stops"));

        assertThat(amount(metric)).isEqualTo(new Amount.Unknown("the tracer lost 3 stops"));
        assertThat(amount("peak-descriptors")).isEqualTo(Amount.Known.of(0));
    }

    @Test
    void dropped_events_make_unknown_what_is_counted_by_events() {
        gaps.add(new Gap(Concern.EVENTS, "9 events were dropped"));

        assertThat(amount("opens")).isEqualTo(Amount.Known.of(0));
        assertThat(amount("execs")).isEqualTo(new Amount.Unknown("9 events were dropped"));
    }

    // --- Processes ---

    @Test
    void programs_and_processes_are_counted_by_their_events() {
        count("clone3", Scope.TEST, 5);
        count("execve", Scope.RUNTIME, 9);
        for (Scope scope : List.of(Scope.TEST, Scope.TEST, Scope.RUNTIME)) {
            long next = events.size() + 1L;
            events.add(new ProcessStarted(next, next, Calls.TEST, new Pid(4800), scope));
            events.add(new ProgramExecuted(
                    next + 1, next + 1, new Pid(4800), "/bin/cat", List.of("cat"), List.of(), scope));
        }

        assertThat(amount("processes")).isEqualTo(Amount.Known.of(2));
        assertThat(amount("execs")).isEqualTo(Amount.Known.of(2));
    }

    @Test
    void threads_are_no_processes() {
        count("clone3", Scope.TEST, 5);

        assertThat(amount("processes")).isEqualTo(Amount.Known.of(0));
    }

    // --- Descriptors ---

    @Test
    void the_peak_is_that_of_the_recording() {
        peak = 7;

        assertThat(amount("peak-descriptors")).isEqualTo(Amount.Known.of(7));
    }

    @Test
    void a_gap_of_descriptors_makes_the_peak_unknown() {
        gaps.add(new Gap(Concern.DESCRIPTORS, "descriptor 9 appeared"));

        assertThat(amount("peak-descriptors")).isEqualTo(new Amount.Unknown("descriptor 9 appeared"));
        assertThat(amount("opens")).isInstanceOf(Amount.Known.class);
    }

    // --- Bytes ---

    @Test
    void bytes_are_what_calls_of_the_test_returned() {
        observeTransfers();
        Calls calls = new Calls();
        transfers(calls, "read", new Outcome.Returned(100));
        transfers(calls, "read", new Outcome.Returned(20));
        transfers(calls, "recvfrom", new Outcome.Returned(3));
        transfers(calls, "write", new Outcome.Returned(4000));
        transfers(calls, "sendfile", new Outcome.Returned(50_000));
        transfers(calls.in(Scope.CLASS_LOADING), "read", new Outcome.Returned(9_000_000));

        assertThat(amount("bytes-read"))
                .isEqualTo(new Amount.Known(
                        50_123, new TreeMap<>(Map.of("read", 120L, "recvfrom", 3L, "sendfile", 50_000L))));
        assertThat(amount("bytes-written"))
                .isEqualTo(new Amount.Known(54_000, new TreeMap<>(Map.of("write", 4000L, "sendfile", 50_000L))));
    }

    @Test
    void a_transfer_whose_result_was_not_watched_makes_bytes_unknown() {
        observeTransfers();
        transfers(new Calls(), "read", new Outcome.EntryOnly());

        assertThat(amount("bytes-read"))
                .isEqualTo(new Amount.Unknown("how many bytes read transferred was not observed"));
        assertThat(amount("bytes-written")).isEqualTo(Amount.Known.of(0));
    }

    @ParameterizedTest
    @CsvSource({"bytes-read, recvmmsg", "bytes-written, sendmmsg"})
    void messages_are_not_bytes(String metric, String call) {
        observeTransfers();
        transfers(new Calls(), call, new Outcome.Returned(2));

        assertThat(amount(metric))
                .isEqualTo(new Amount.Unknown("how many bytes " + call + " transferred was not observed"));
    }

    @Test
    void bytes_need_their_calls_watched() {
        assertThat(amount("bytes-read")).isInstanceOf(Amount.Unknown.class);
        assertThat(Metrics.byName("bytes-read").watched()).contains("read", "recvfrom", "sendfile");
        assertThat(Metrics.byName("bytes-read").counted()).contains("read", "recvfrom", "sendfile");
        assertThat(Metrics.byName("reads").watched()).isEmpty();
        assertThat(Metrics.byName("reads").counted()).contains("read", "readv");
    }

    // --- All of them ---

    @Test
    void a_budget_that_names_no_metric_needs_nothing_observed_beside_the_default() {
        assertThat(Metrics.standard()).allSatisfy(metric -> {
            assertThat(ObservedSet.defaults()).containsAll(metric.counted());
            assertThat(metric.watched()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "opens, 2 calls, 0, 5",
        "processes, 2 processes, 0, 0",
        "peak-descriptors, 2 descriptors, 0, 10",
        "bytes-read, 2 bytes, 256, 5",
        "bytes-written, 2 bytes, 256, 5"
    })
    void a_metric_has_a_name_a_unit_and_a_tolerance(String name, String two, long absolute, int percent) {
        Metric metric = Metrics.byName(name);

        assertThat(metric.name()).isEqualTo(name);
        assertThat(metric.unit().count(2)).isEqualTo(two);
        assertThat(metric.tolerance()).isEqualTo(new Tolerance(absolute, percent));
    }

    @ParameterizedTest
    @CsvSource({"CALLS, 1 call", "DESCRIPTORS, 1 descriptor", "PROCESSES, 1 process", "BYTES, 1 byte"})
    void one_of_a_unit_is_in_the_singular(Unit unit, String one) {
        assertThat(unit.count(1)).isEqualTo(one);
    }

    @Test
    void an_unknown_name_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> Metrics.byName("peak-descriptor"))
                .hasMessage("\"peak-descriptor\" is not a metric; did you mean \"peak-descriptors\"?");
    }

    @Test
    void key_numbers_are_what_the_test_did() {
        count("openat", Scope.TEST, 3);
        count("read", Scope.RUNTIME, 3);
        count("clone3", Scope.TEST, 2);
        peak = 2;

        assertThat(KeyNumbers.of(recording())).isEqualTo(Map.of("opens", 3L, "peak-descriptors", 2L));
    }
}
