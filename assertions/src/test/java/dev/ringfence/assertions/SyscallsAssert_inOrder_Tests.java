package dev.ringfence.assertions;

import static dev.ringfence.assertions.Calls.fsync;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.Calls.rename;
import static dev.ringfence.assertions.Calls.renames;
import static dev.ringfence.assertions.Calls.write;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.move;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.write;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static java.time.Duration.ofMillis;
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

class SyscallsAssert_inOrder_Tests {
    private static final int O_WRONLY = 1;
    private static final CallCondition[] STEPS = {
        write("/d/a.tmp"), fsync("/d/a.tmp"), rename("/d/a.tmp", "/d/a"), fsync("/d")
    };

    private static RecordingBuilder saves() {
        return recording("saves()").observing("writes,copies,truncates,fallocate");
    }

    private static CallBuilder[] opened(CallBuilder... then) {
        CallBuilder[] all = new CallBuilder[then.length + 2];
        all[0] = open(5, "/d/a.tmp", O_WRONLY);
        all[1] = open(6, "/d");
        System.arraycopy(then, 0, all, 2, then.length);
        return all;
    }

    private static Recording saves(CallBuilder... then) {
        return saves().with(opened(then)).build();
    }

    @Nested
    class WithGaps {
        @Test
        void should_pass_if_the_steps_are_done_one_after_the_other() {
            Recording recording = saves(
                    write(5, 10),
                    write(5, 10),
                    open(7, "/other"),
                    call("fdatasync", 5),
                    move("/d/a.tmp", "/d/a"),
                    call("fsync", 6));
            assertThat(recording)
                    .syscalls()
                    .inOrder(STEPS)
                    .inOrder(opens(), renames())
                    .returnToRecording()
                    .calls(renames())
                    .exactly(1);
        }

        @Test
        void should_pass_for_other_ways_to_write_and_to_force() {
            assertThat(saves(
                            call("copy_file_range", 9, 0, 5).returns(10),
                            call("sync"),
                            move("/d/a.tmp", "/d/a"),
                            call("syncfs", 6)))
                    .syscalls()
                    .inOrder(STEPS);
            assertThat(saves(call("ftruncate", 5, 10), call("fsync", 5)))
                    .syscalls()
                    .inOrder(STEPS[0], STEPS[1]);
        }

        @Test
        void should_fail_with_the_step_that_is_missing() {
            Recording recording = saves(write(5, 10), move("/d/a.tmp", "/d/a"), call("fsync", 6));

            AssertionFailedError error =
                    failure(() -> assertThat(recording).syscalls().inOrder(STEPS));

            assertThat(error).hasMessage("""
                    Expecting saves() to do 4 steps in order, but step 2 is missing:

                      1  write("/d/a.tmp")                    2.000 ms  "main" (tid 5101)  write(5, 10) = 10
                      2  fsync("/d/a.tmp")           missing
                      3  rename("/d/a.tmp", "/d/a")           3.000 ms  "main" (tid 5101)  rename("/d/a.tmp", "/d/a") = 0
                      4  fsync("/d")                          4.000 ms  "main" (tid 5101)  fsync(6) = 0

                    allow it:     syscalls().inOrder(write("/d/a.tmp"), rename("/d/a.tmp", "/d/a"), fsync("/d"))
                    reproduce:    mvn test -Dtest='SyscallsAssert_inOrder_Tests$WithGaps#should_fail_with_the_step_that_is_missing'""");
            assertThat(error.getExpected().getValue())
                    .isEqualTo(
                            "write(\"/d/a.tmp\")\nfsync(\"/d/a.tmp\")\nrename(\"/d/a.tmp\", \"/d/a\")\nfsync(\"/d\")");
            assertThat(error.getActual().getValue())
                    .isEqualTo(
                            "write(\"/d/a.tmp\")\nfsync(\"/d/a.tmp\") (missing)\nrename(\"/d/a.tmp\", \"/d/a\")\nfsync(\"/d\")");
        }

        @Test
        void should_fail_with_the_step_that_comes_too_early() {
            Recording recording = saves(write(5, 10), call("fsync", 5), call("fsync", 6), move("/d/a.tmp", "/d/a"));
            assertThat(failure(() -> assertThat(recording).syscalls().inOrder(STEPS)))
                    .hasMessageStartingWith(
                            "Expecting saves() to do 4 steps in order, but step 4 came before step 3 was over:")
                    .hasMessageContaining("\n  4  fsync(\"/d\")                 too early  4.000 ms  ");
        }

        @Test
        void should_fail_if_the_steps_overlap() {
            Recording overlapping = saves().with(opened(
                            write(5, 10).atMicros(5_000).taking(ofMillis(2)),
                            call("fsync", 5).by("flusher", 5120).atMicros(6_000)))
                    .build();
            assertThat(failure(() -> assertThat(overlapping).syscalls().inOrder(STEPS[0], STEPS[1])))
                    .hasMessageContaining("but step 2 came before step 1 was over:");
            Recording touching = saves().with(opened(
                            write(5, 10).atMicros(5_000).taking(ofMillis(1)),
                            call("fsync", 5).by("flusher", 5120).atMicros(6_000)))
                    .build();
            assertThat(touching).syscalls().inOrder(STEPS[0], STEPS[1]);
        }

        @Test
        void should_fail_if_a_step_failed_or_was_not_the_tests() {
            assertThat(failure(() -> assertThat(
                                    saves(write(5, 10), call("fsync", 5).fails("EIO")))
                            .syscalls()
                            .inOrder(STEPS[0], STEPS[1])))
                    .hasMessageContaining("step 2 is missing");
            assertThat(failure(() -> assertThat(
                                    saves(write(5, 10), call("fsync", 5).in(Scope.HARNESS)))
                            .syscalls()
                            .inOrder(STEPS[0], STEPS[1])))
                    .hasMessageContaining("step 2 is missing");
        }

        @Test
        void should_take_a_close_for_done_whatever_it_returns() {
            assertThat(saves(write(5, 10), close(5))).syscalls().inOrder(STEPS[0], Calls.closes());
        }

        @Test
        void should_not_take_the_source_of_a_copy_for_its_destination() {
            assertThat(failure(() -> assertThat(saves().openBefore(9, "socket:[4711]")
                                    .with(opened(call("sendfile", 9, 5).returns(10), call("fsync", 5)))
                                    .build())
                            .syscalls()
                            .inOrder(STEPS[0], STEPS[1])))
                    .hasMessageContaining("step 1 is missing");
        }

        @Test
        void should_refuse_one_step() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(saves(write(5, 1))).syscalls().inOrder(opens()))
                    .withMessage("an order needs two steps but there were 1");
        }

        // --- Cannot tell ---

        @Test
        void should_not_know_if_a_step_was_only_counted() {
            assertThat(cannotTell(() -> assertThat(
                                    saves(write(5, 10), call("fsync", 5).entryOnly()))
                            .syscalls()
                            .inOrder(STEPS[0], STEPS[1])))
                    .isEqualTo("""
                    cannot tell in which order saves() did its steps: of 1 event it is not known whether it matters:

                      3.000 ms  "main" (tid 5101)  fsync(5)   its exit was not watched

                    observe it:   @Traced(observe = "fsyncs")""");
        }

        @Test
        void should_not_know_what_a_process_from_before_writes_to() {
            assertThat(cannotTell(() -> assertThat(saves(write(5, 10).inChild(7000, "old"), call("fsync", 5)))
                            .syscalls()
                            .inOrder(STEPS[0], STEPS[1])))
                    .contains("it is not known what its descriptor stood for");
        }

        @Test
        void should_not_know_if_events_are_missing_and_the_steps_are_not_seen() {
            RecordingBuilder gap = saves().with(opened(write(5, 10))).gap(Concern.EVENTS, "12 events were dropped");
            assertThat(cannotTell(() -> assertThat(gap.build()).syscalls().inOrder(STEPS)))
                    .contains("12 events were dropped");
            Recording seen = gap.with(call("fsync", 5)).build();
            assertThat(seen).syscalls().inOrder(STEPS[0], STEPS[1]);
        }

        @Test
        void should_not_know_if_writing_was_not_observed() {
            assertThat(cannotTell(() ->
                            assertThat(recording("saves()").build()).syscalls().inOrder(STEPS)))
                    .isEqualTo(
                            "cannot tell: copy_file_range, fallocate, ftruncate, pwrite64, pwritev, pwritev2, sendfile,"
                                    + " splice, write, writev were not observed in saves(); observe them with"
                                    + " @Traced(observe = {\"writes\", \"copies\", \"truncates\", \"fallocate\"})");
        }
    }

    @Nested
    class InDirectSuccession {
        @Test
        void should_pass_if_nothing_is_between() {
            assertThat(saves(write(5, 10), write(5, 10), call("fsync", 5), close(5)))
                    .syscalls()
                    .inDirectSuccession(STEPS[0], STEPS[1])
                    .inDirectSuccession(
                            STEPS[0], STEPS[0], STEPS[1], Calls.fsyncs().or(Calls.closes()));
        }

        @Test
        void should_pass_if_what_is_between_is_not_the_tests() {
            assertThat(saves(write(5, 10), close(9).in(Scope.RUNTIME), call("fsync", 5)))
                    .syscalls()
                    .inDirectSuccession(STEPS[0], STEPS[1]);
        }

        @Test
        void should_fail_with_what_is_not_next() {
            Recording recording = saves(write(5, 10), open(7, "/other"), call("fsync", 5));
            assertThat(recording).syscalls().inOrder(STEPS[0], STEPS[1]);
            assertThat(failure(() -> assertThat(recording).syscalls().inDirectSuccession(STEPS[0], STEPS[1])))
                    .hasMessage("""
                    Expecting saves() to do 2 steps in direct succession, but something else came between step 1 and step 2:

                      1  write("/d/a.tmp")            2.000 ms  "main" (tid 5101)  write(5, 10) = 10
                      2  fsync("/d/a.tmp")  not next  4.000 ms  "main" (tid 5101)  fsync(5) = 0

                    allow it:     calls(write("/d/a.tmp")).atLeast(1)
                    reproduce:    mvn test -Dtest='SyscallsAssert_inOrder_Tests$InDirectSuccession#should_fail_with_what_is_not_next'""");
        }

        @Test
        void should_fail_with_the_first_of_several_that_went_as_far() {
            Recording recording = saves(
                    call("fsync", 5),
                    write(5, 10),
                    call("fsync", 5),
                    open(7, "/other"),
                    write(5, 20),
                    call("fsync", 5),
                    close(5),
                    move("/d/a.tmp", "/d/a"));
            assertThat(failure(() -> assertThat(recording).syscalls().inDirectSuccession(STEPS[0], STEPS[1], STEPS[2])))
                    .hasMessageContaining("something else came between step 2 and step 3:")
                    .hasMessageContaining("  1  write(\"/d/a.tmp\")                     "
                            + "3.000 ms  \"main\" (tid 5101)  write(5, 10) = 10\n")
                    .hasMessageContaining("  2  fsync(\"/d/a.tmp\")                     "
                            + "4.000 ms  \"main\" (tid 5101)  fsync(5) = 0\n")
                    .hasMessageContaining("  3  rename(\"/d/a.tmp\", \"/d/a\")  not next  9.000 ms  ");
        }

        @Test
        void should_fail_with_what_came_too_early_as_missing_in_its_place() {
            Recording recording = saves(call("fsync", 5), write(5, 10));
            assertThat(failure(() -> assertThat(recording).syscalls().inDirectSuccession(STEPS[0], STEPS[1])))
                    .hasMessageContaining("too early  2.000 ms  ");
        }

        @Test
        void should_fail_with_what_is_missing() {
            assertThat(failure(() -> assertThat(saves(write(5, 10))).syscalls().inDirectSuccession(STEPS[0], STEPS[1])))
                    .hasMessageContaining("but step 2 is missing:");
        }

        // --- Cannot tell ---

        @Test
        void should_not_know_if_a_step_was_only_counted() {
            assertThat(cannotTell(() -> assertThat(
                                    saves(write(5, 10), call("fsync", 5).entryOnly()))
                            .syscalls()
                            .inDirectSuccession(STEPS[0], STEPS[1])))
                    .contains("3.000 ms  \"main\" (tid 5101)  fsync(5)   its exit was not watched");
        }

        @Test
        void should_not_know_if_events_may_have_been_between() {
            Recording recording = saves().with(opened(write(5, 10), call("fsync", 5)))
                    .gap(Concern.EVENTS, "12 events were dropped")
                    .build();
            assertThat(cannotTell(() -> assertThat(recording).syscalls().inDirectSuccession(STEPS[0], STEPS[1])))
                    .contains("12 events were dropped");
        }

        @Test
        void should_not_know_if_writing_was_not_observed() {
            assertThat(cannotTell(() ->
                            assertThat(recording("saves()").build()).syscalls().inDirectSuccession(STEPS[0], STEPS[1])))
                    .contains("were not observed in saves()");
        }
    }
}
