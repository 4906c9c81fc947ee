package dev.ringfence.assertions;

import static dev.ringfence.assertions.Calls.closes;
import static dev.ringfence.assertions.Calls.fsyncs;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class CallCountAssert_times_Tests {

    private static RecordingBuilder saves(CallBuilder... calls) {
        return recording("saves()").with(open(5, "/data/a", 1)).with(calls);
    }

    private static CallBuilder fsync(long millis) {
        return call("fsync", 5).taking(ofMillis(millis));
    }

    @Nested
    class EachTakesAtMost {
        @Test
        void should_pass_up_to_the_limit() {
            assertThat(saves(fsync(50), fsync(20), fsync(900).in(Scope.HARNESS)).build())
                    .calls(fsyncs())
                    .eachTakesAtMost(ofMillis(50))
                    .calls(closes())
                    .eachTakesAtMost(ofMillis(0));
        }

        @Test
        void should_fail_with_the_longest_first() {
            Recording recording = saves(fsync(60), fsync(20), fsync(80)).build();

            AssertionFailedError error =
                    failure(() -> assertThat(recording).calls(fsyncs()).eachTakesAtMost(ofMillis(50)));

            assertThat(error).hasMessage("""
                    Expecting saves() to have no call of fsyncs() take longer than 50 ms, but 2 did:

                      3.000 ms  "main" (tid 5101)  fsync(5) = 0   on /data/a, took 80 ms
                      1.000 ms  "main" (tid 5101)  fsync(5) = 0   on /data/a, took 60 ms

                    allow it:     calls(fsyncs()).eachTakesAtMost(ofMillis(80))
                    reproduce:    mvn test -Dtest='CallCountAssert_times_Tests$EachTakesAtMost#should_fail_with_the_longest_first'""");
            assertThat(error.getExpected().getValue()).isEqualTo("at most 50 ms");
        }

        @Test
        void should_fail_a_moment_beyond_the_limit() {
            Recording recording =
                    saves(call("fsync", 5).taking(ofMillis(50).plusNanos(1))).build();
            assertThat(failure(() -> assertThat(recording).calls(fsyncs()).eachTakesAtMost(ofMillis(50))))
                    .hasMessageContaining("eachTakesAtMost(ofMillis(51))");
        }

        @Test
        void should_fail_for_one_that_has_not_returned() {
            Recording recording = saves().unfinished(
                            call("fsync", 5).entryOnly().taking(ofMillis(400)))
                    .build();
            assertThat(failure(() -> assertThat(recording).calls(fsyncs()).eachTakesAtMost(ofMillis(50))))
                    .hasMessageContaining("fsync(5)   on /data/a, has not returned after 400 ms");
            assertThat(recording).calls(fsyncs()).never();
        }

        @Test
        void should_refuse_a_negative_limit() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> assertThat(saves().build()).calls(fsyncs()).eachTakesAtMost(ofMillis(-1)));
        }

        // --- Cannot tell ---

        @Test
        void should_not_know_how_long_one_will_take_that_has_not_returned() {
            Recording recording = saves().unfinished(
                            call("fsync", 5).entryOnly().taking(ofMillis(4)))
                    .build();
            assertThat(cannotTell(() -> assertThat(recording).calls(fsyncs()).eachTakesAtMost(ofMillis(50))))
                    .isEqualTo("""
                    cannot tell how long calls of fsyncs() took in saves(): of 1 event it is not known whether it matters:

                      1.000 ms  "main" (tid 5101)  fsync(5)   it had not returned after 4 ms""");
        }

        @Test
        void should_not_know_the_time_of_what_was_only_counted() {
            assertThat(cannotTell(() -> assertThat(
                                    saves(call("fsync", 5).entryOnly()).build())
                            .calls(fsyncs())
                            .eachTakesAtMost(ofMillis(50))))
                    .contains("its exit was not watched")
                    .endsWith("observe it:   @Traced(observe = \"fsyncs\")");
            assertThat(cannotTell(() -> assertThat(
                                    saves(call("fsync", 5).neverReturns()).build())
                            .calls(fsyncs())
                            .eachTakesAtMost(ofMillis(50))))
                    .contains("it never returned");
            assertThat(cannotTell(() ->
                            assertThat(saves(close(5)).build()).calls(closes()).eachTakesAtMost(ofMillis(50))))
                    .contains("its exit was not watched");
        }

        @Test
        void should_not_know_if_a_long_one_may_be_meant() {
            Recording recording = saves(open(6, "/x").path(null).leadingTo(null).taking(ofMillis(80)))
                    .build();
            assertThat(cannotTell(() ->
                            assertThat(recording).calls(opens().under("/x")).eachTakesAtMost(ofMillis(50))))
                    .contains("its path could not be read");
            assertThat(recording).calls(opens().under("/x")).eachTakesAtMost(ofMillis(80));
        }

        @Test
        void should_not_know_if_events_are_missing() {
            Recording recording = saves(fsync(1))
                    .gap(Concern.EVENTS, "12 events were dropped")
                    .build();
            assertThat(cannotTell(() -> assertThat(recording).calls(fsyncs()).eachTakesAtMost(ofMillis(50))))
                    .contains("12 events were dropped");
        }

        @Test
        void should_not_know_if_they_were_not_observed() {
            assertThat(cannotTell(() ->
                            assertThat(saves().build()).calls(Calls.polls()).eachTakesAtMost(ofMillis(50))))
                    .contains("were not observed in saves()");
        }
    }

    @Nested
    class TakeTogetherAtMost {
        @Test
        void should_pass_up_to_the_limit() {
            assertThat(saves(fsync(30), fsync(20)).build()).calls(fsyncs()).takeTogetherAtMost(ofMillis(50));
        }

        @Test
        void should_fail_with_the_sum_and_the_longest_first() {
            Recording recording = saves(fsync(20), fsync(30)).build();

            AssertionFailedError error =
                    failure(() -> assertThat(recording).calls(fsyncs()).takeTogetherAtMost(ofMillis(49)));

            assertThat(error).hasMessage("""
                    Expecting saves() to spend at most 49 ms in calls of fsyncs(), but it spent 50 ms in 2 calls:

                      2.000 ms  "main" (tid 5101)  fsync(5) = 0   on /data/a, took 30 ms
                      1.000 ms  "main" (tid 5101)  fsync(5) = 0   on /data/a, took 20 ms

                    allow it:     calls(fsyncs()).takeTogetherAtMost(ofMillis(50))
                    reproduce:    mvn test -Dtest='CallCountAssert_times_Tests$TakeTogetherAtMost#should_fail_with_the_sum_and_the_longest_first'""");
        }

        @Test
        void should_fail_a_moment_beyond_the_limit() {
            Recording recording = saves(call("fsync", 5).taking(ofNanos(1))).build();
            assertThat(failure(() -> assertThat(recording).calls(fsyncs()).takeTogetherAtMost(ofNanos(0))))
                    .hasMessageContaining("in 1 call:");
        }

        @Test
        void should_count_what_has_not_returned() {
            Recording recording = saves(fsync(30))
                    .unfinished(call("fsync", 5).entryOnly().taking(ofMillis(30)))
                    .build();
            assertThat(failure(() -> assertThat(recording).calls(fsyncs()).takeTogetherAtMost(ofMillis(50))))
                    .hasMessageContaining("but it spent 60 ms in 2 calls:");
        }

        // --- Cannot tell ---

        @Test
        void should_not_know_what_will_come_of_one_that_has_not_returned_or_was_only_counted() {
            Recording unfinished = saves(fsync(30))
                    .unfinished(call("fsync", 5).entryOnly().taking(ofMillis(10)))
                    .build();
            assertThat(cannotTell(() -> assertThat(unfinished).calls(fsyncs()).takeTogetherAtMost(ofMillis(50))))
                    .contains("it had not returned after 10 ms");
            Recording counted = saves(fsync(30), call("fsync", 5).entryOnly()).build();
            assertThat(cannotTell(() -> assertThat(counted).calls(fsyncs()).takeTogetherAtMost(ofMillis(50))))
                    .contains("its exit was not watched");
            assertThat(failure(() -> assertThat(counted).calls(fsyncs()).takeTogetherAtMost(ofMillis(29))))
                    .hasMessageContaining("but it spent 30 ms in 1 call:");
        }

        @Test
        void should_not_know_what_may_be_meant() {
            Recording recording =
                    saves(fsync(30), call("fsync", 8).taking(ofMillis(30))).build();
            assertThat(cannotTell(() ->
                            assertThat(recording).calls(fsyncs().under("/data")).takeTogetherAtMost(ofMillis(50))))
                    .contains("it is not known what its descriptor 8 stood for");
        }

        @Test
        void should_not_know_if_events_are_missing() {
            Recording recording = saves(fsync(1))
                    .gap(Concern.EVENTS, "12 events were dropped")
                    .build();
            assertThat(cannotTell(() -> assertThat(recording).calls(fsyncs()).takeTogetherAtMost(ofMillis(50))))
                    .contains("12 events were dropped");
        }

        @Test
        void should_not_know_if_they_were_not_observed() {
            assertThat(cannotTell(() ->
                            assertThat(saves().build()).calls(Calls.reads()).takeTogetherAtMost(ofMillis(50))))
                    .contains("were not observed in saves()");
        }
    }
}
