package dev.ringfence.assertions;

import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ThreadsAssertTests {

    private static RecordingBuilder serves(CallBuilder... calls) {
        return recording("serves()").observing("all").with(calls);
    }

    private static CallBuilder onLoop(CallBuilder call, long millis) {
        return call.by("event-loop-1", 5120).taking(ofMillis(millis));
    }

    @Test
    void should_pass_if_the_loop_waits_for_its_descriptors_and_others_wait_for_anything() {
        assertThat(serves(
                                onLoop(call("epoll_wait", 4), 900),
                                onLoop(call("read", 5, 0, 10).returns(10), 10),
                                call("futex").taking(ofMillis(900)),
                                close(5).by("event-loop-1", 5120))
                        .build())
                .threads()
                .named("event-loop-*")
                .blocksNoLongerThan(ofMillis(10));
    }

    @Test
    void should_fail_with_what_kept_the_loop() {
        Recording recording = serves(
                        open(5, "/data/large"),
                        onLoop(call("pread64", 5, 0, 10).returns(10), 30),
                        onLoop(call("futex"), 40))
                .build();

        AssertionFailedError error = failure(
                () -> assertThat(recording).threads().named("event-loop-*").blocksNoLongerThan(ofMillis(10)));

        assertThat(error).hasMessage("""
                Expecting serves() to block no thread "event-loop-*" for longer than 10 ms, but 2 calls did:

                  2.000 ms  "event-loop-1" (tid 5120)  futex() = 0   took 40 ms
                  1.000 ms  "event-loop-1" (tid 5120)  pread64(5, 10, 0) = 10   on /data/large, took 30 ms

                allow it:     threads().named("event-loop-*").blocksNoLongerThan(ofMillis(40))
                reproduce:    mvn test -Dtest=ThreadsAssertTests#should_fail_with_what_kept_the_loop""");
    }

    @Test
    void should_judge_all_threads_without_a_name() {
        Recording recording = serves(call("nanosleep").taking(ofMillis(11))).build();
        assertThat(failure(() -> assertThat(recording).threads().blocksNoLongerThan(ofMillis(10))))
                .hasMessageStartingWith("Expecting serves() to block no thread \"**\" for longer than 10 ms")
                .hasMessageContaining("allow it:     threads().blocksNoLongerThan(ofMillis(11))");
    }

    @Test
    void should_fail_for_a_call_that_has_not_returned() {
        Recording recording = serves().unfinished(
                        onLoop(call("read", 5), 700).entryOnly().taking(ofMillis(700)))
                .unfinished(onLoop(call("epoll_wait", 5), 700).entryOnly().taking(ofMillis(700)))
                .build();
        assertThat(failure(() ->
                        assertThat(recording).threads().named("event-loop-*").blocksNoLongerThan(ofMillis(10))))
                .hasMessageContaining("but 1 call did:")
                .hasMessageContaining("has not returned after 700 ms");
    }

    @Test
    void should_count_the_calls_of_some_threads() {
        Recording recording =
                serves(open(5, "/a").by("event-loop-1", 5120), open(6, "/a")).build();
        assertThat(recording)
                .threads()
                .named("event-loop-*")
                .calls(opens())
                .exactly(1)
                .returnToRecording()
                .calls(opens())
                .exactly(2);
    }

    @Test
    void should_describe_what_it_counts() {
        Recording recording = serves(open(6, "/a")).build();
        assertThat(failure(() -> assertThat(recording)
                        .threads()
                        .as("the loop")
                        .calls(opens())
                        .never()))
                .hasMessageStartingWith("[the loop] Expecting no call of opens() in serves(), but there was 1:");
        assertThat(failure(() -> assertThat(recording)
                        .as("the start")
                        .syscalls()
                        .calls(opens())
                        .eachTakesAtMost(ofMillis(0))))
                .hasMessageStartingWith("[the start] Expecting serves()");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_the_name_was_cut() {
        Recording recording = serves(call("futex").by("event-loop-grou", 5120).taking(ofMillis(40)))
                .build();
        assertThat(cannotTell(() -> assertThat(recording)
                        .threads()
                        .named("event-loop-group-*")
                        .blocksNoLongerThan(ofMillis(10))))
                .contains("the kernel has cut the name of its thread: \"event-loop-grou\"");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording =
                serves().gap(Concern.EVENTS, "12 events were dropped").build();
        assertThat(cannotTell(() -> assertThat(recording).threads().blocksNoLongerThan(ofMillis(10))))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_not_all_was_observed() {
        assertThat(cannotTell(() -> assertThat(recording("serves()").build())
                        .threads()
                        .named("event-loop-*")
                        .blocksNoLongerThan(ofMillis(10))))
                .matches("cannot tell: (\\w+, ){9}\\w+ and \\d+ more were not observed in serves\\(\\);"
                        + " observe them with @Traced\\(observe = \"all\"\\)");
    }
}
