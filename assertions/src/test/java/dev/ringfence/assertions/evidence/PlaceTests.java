package dev.ringfence.assertions.evidence;

import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.write;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTests {
    private static final int CHILD = 6000;
    private static final int GRANDCHILD = 6001;

    private static CallBuilder start(int pid, String method, int line) {
        return call("vfork").returns(pid).from("com.example.Runner", method, line);
    }

    private static CallBuilder in(int pid) {
        return open(5, "/a").inChild(pid, "sh");
    }

    private static Optional<Place> ofEvent(int index, RecordingBuilder builder) {
        Recording recording = builder.build();
        return Place.of(recording, recording.events().get(index));
    }

    private static Optional<Place> ofLast(RecordingBuilder builder) {
        return ofEvent(builder.build().events().size() - 1, builder);
    }

    // --- What the program does itself ---

    @Test
    void a_call_with_a_stack_is_at_its_own() {
        Recording recording = recording("t()")
                .with(
                        open(5, "/a").from("com.example.Other", "read", 7),
                        open(6, "/b").from("com.example.A", "a", 12))
                .build();

        assertThat(Place.of(recording, recording.events().get(1))).hasValueSatisfying(place -> {
            assertThat(place.call()).isSameAs(recording.events().get(1));
            assertThat(place.process()).isZero();
            assertThat(place.site()).isEqualTo("com.example.A.a(A.java:12)");
            assertThat(place.calledFrom()).isEmpty();
            assertThat(place.stack().frames()).hasSize(1);
        });
    }

    @Test
    void a_call_below_the_test_is_called_from_it() {
        assertThat(ofLast(recording("t()").opens(41, "/tmp/a").neverClosed())).hasValueSatisfying(place -> {
            assertThat(place.site()).isEqualTo("com.example.UploadService.store(UploadService.java:57)");
            assertThat(place.calledFrom()).contains("com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)");
        });
    }

    @Test
    void the_start_of_a_process_is_at_its_own_stack_as_a_call() {
        assertThat(ofLast(recording("t()").with(start(CHILD, "run", 9))))
                .hasValueSatisfying(place -> assertThat(place.process()).isZero());
    }

    // --- What processes do that it starts ---

    @ParameterizedTest
    @ValueSource(strings = {"fork", "vfork", "clone", "clone3"})
    void a_call_of_a_child_is_where_the_child_was_started(String starts) {
        Recording recording = recording("t()")
                .with(
                        start(5999, "other", 8),
                        call(starts).returns(CHILD).from("com.example.Runner", "run", 9),
                        start(6002, "other", 10),
                        in(CHILD))
                .build();

        assertThat(Place.of(recording, recording.events().get(3))).hasValueSatisfying(place -> {
            assertThat(place.call()).isSameAs(recording.events().get(1));
            assertThat(place.process()).isEqualTo(CHILD);
            assertThat(place.site()).isEqualTo("com.example.Runner.run(Runner.java:9)");
        });
    }

    @Test
    void a_child_is_where_it_was_started_though_the_start_returns_later() {
        assertThat(ofEvent(
                        0,
                        recording("t()").with(in(CHILD), start(CHILD, "run", 9).atMicros(0))))
                .hasValueSatisfying(place -> assertThat(place.process()).isEqualTo(CHILD));
    }

    @Test
    void the_program_and_the_process_themselves_are_where_the_child_was_started() {
        Recording recording = recording("t()")
                .with(start(CHILD, "run", 9))
                .startsProcess(CHILD)
                .executes(CHILD, "/bin/ls", List.of())
                .build();

        assertThat(Place.of(recording, recording.events().get(1)))
                .as("the program itself has started it")
                .hasValueSatisfying(
                        place -> assertThat(place.lines()).containsExactly("at com.example.Runner.run(Runner.java:9)"));
        assertThat(Place.of(recording, recording.events().get(2)))
                .hasValueSatisfying(place -> assertThat(place.lines())
                        .containsExactly("in process 6000, started at com.example.Runner.run(Runner.java:9)"));
    }

    @Test
    void a_grandchild_is_where_the_program_started_the_child() {
        assertThat(ofLast(recording("t()")
                        .with(start(CHILD, "run", 9))
                        .startsProcess(CHILD)
                        .startsProcess(CHILD, "sh", GRANDCHILD)
                        .startsProcess(GRANDCHILD, "sh", 6002)
                        .with(in(6002))))
                .hasValueSatisfying(place -> {
                    assertThat(place.process()).isEqualTo(CHILD);
                    assertThat(place.lines())
                            .containsExactly("in a process that came from process 6000, started at"
                                    + " com.example.Runner.run(Runner.java:9)");
                });
    }

    @Test
    void the_latest_start_counts_of_an_id_that_was_given_twice() {
        assertThat(ofLast(recording("t()")
                        .with(start(CHILD, "first", 9))
                        .endsProcess(CHILD)
                        .with(start(CHILD, "second", 10), in(CHILD))))
                .hasValueSatisfying(
                        place -> assertThat(place.site()).isEqualTo("com.example.Runner.second(Runner.java:10)"));
    }

    @Test
    void a_start_after_it_does_not_count() {
        assertThat(ofEvent(1, recording("t()").with(start(CHILD, "first", 9), in(CHILD), start(CHILD, "second", 10))))
                .hasValueSatisfying(
                        place -> assertThat(place.site()).isEqualTo("com.example.Runner.first(Runner.java:9)"));
    }

    @Test
    void the_latest_parent_counts_of_an_id_that_was_given_twice() {
        assertThat(ofLast(recording("t()")
                        .with(start(CHILD, "first", 9), start(6002, "second", 10))
                        .startsProcess(CHILD, "sh", GRANDCHILD)
                        .endsProcess(GRANDCHILD)
                        .startsProcess(6002, "sh", GRANDCHILD)
                        .with(in(GRANDCHILD))))
                .hasValueSatisfying(place -> assertThat(place.process()).isEqualTo(6002));
    }

    // --- Not known ---

    @Test
    void a_call_of_the_program_without_a_stack_is_nowhere() {
        assertThat(ofLast(recording("t()").with(start(CHILD, "run", 9), open(5, "/a"))))
                .isEmpty();
    }

    @Test
    void a_child_whose_start_was_not_seen_is_nowhere() {
        assertThat(ofLast(recording("t()").with(in(CHILD)))).isEmpty();
    }

    @Test
    void a_child_whose_start_has_no_stack_is_nowhere() {
        assertThat(ofLast(recording("t()")
                        .with(call("vfork").returns(CHILD))
                        .startsProcess(CHILD)
                        .with(in(CHILD))))
                .isEmpty();
    }

    @Test
    void a_call_that_returned_the_same_number_has_started_nothing() {
        assertThat(ofLast(recording("t()")
                        .with(write(5, CHILD).from("com.example.A", "a", 1))
                        .startsProcess(CHILD)
                        .with(in(CHILD))))
                .isEmpty();
    }

    @Test
    void the_end_of_a_process_is_nowhere() {
        assertThat(ofLast(recording("t()").with(start(CHILD, "run", 9)).endsProcess(CHILD)))
                .isEmpty();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void processes_that_started_each_other_are_nowhere() {
        assertThat(ofLast(recording("t()")
                        .startsProcess(CHILD, "sh", GRANDCHILD)
                        .startsProcess(GRANDCHILD, "sh", CHILD)
                        .with(in(CHILD))))
                .isEmpty();
    }
}
