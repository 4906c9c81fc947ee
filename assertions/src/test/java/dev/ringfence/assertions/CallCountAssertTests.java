package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.Families;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class CallCountAssertTests {
    private static final Recording TWO = recording("uploads()")
            .opens(41, "/tmp/upload-7731")
            .atMillis(12)
            .closed()
            .fails("openat", "/etc/app.conf")
            .build();
    private static final Recording TWO_AND_A_GAP = recording("uploads()")
            .counts("openat", 2)
            .gap(Concern.COUNTS, "the tracer lost 3 stops")
            .build();
    private static final Recording NOT_OBSERVED =
            recording("uploads()").counts("openat", 2).notObserving("creat").build();

    @Nested
    class AtMost {
        @Test
        void should_pass_up_to_the_number() {
            assertThat(TWO).opens().atMost(2).opens().atMost(3);
        }

        @Test
        void should_fail_beyond_the_number() {
            AssertionFailedError error = failure(() -> assertThat(TWO).opens().atMost(1));

            assertThat(error).hasMessage("""
                            Expecting at most 1 call of opens() in uploads(), but there were 2:

                              12.000 ms  "main" (tid 5101)  openat("/tmp/upload-7731", O_RDONLY) = 41
                                     at com.example.UploadService.store(UploadService.java:57)
                                     called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)
                               1.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = -1 ENOENT
                                     at a place that is not known

                            by call:      openat 2 · 1 of them failed
                            allow it:     calls(opens()).atMost(2)
                            reproduce:    mvn test -Dtest='CallCountAssertTests$AtMost#should_fail_beyond_the_number'""");
            assertThat(error.getExpected().getValue()).isEqualTo("at most 1 call");
            assertThat(error.getActual().getValue()).isEqualTo(2L);
        }

        @Test
        void should_show_ten_calls() {
            Recording many = recording("uploads()").counts("openat", 50).build();

            assertThat(failure(() -> assertThat(many).opens().atMost(4))).hasMessage("""
                            Expecting at most 4 calls of opens() in uploads(), but there were 50:

                              ... and 50 more

                            by call:      openat 50
                            allow it:     calls(opens()).atMost(50)
                            reproduce:    mvn test -Dtest='CallCountAssertTests$AtMost#should_show_ten_calls'""");
        }

        @Test
        void should_fail_with_the_number_though_there_is_a_gap() {
            assertThat(failure(() -> assertThat(TWO_AND_A_GAP).opens().atMost(1)))
                    .hasMessageStartingWith("Expecting at most 1 call of opens() in uploads(), but there were 2:");
        }

        @Test
        void should_fail_if_calls_may_be_missing() {
            assertThatThrownBy(() -> assertThat(TWO_AND_A_GAP).opens().atMost(2))
                    .isInstanceOf(CannotTellError.class)
                    .hasMessage("""
                            cannot tell how many calls of opens() there were in uploads(): the recording of uploads() has 1 gap:

                              the tracer lost 3 stops""");
        }

        @Test
        void should_fail_if_a_call_was_not_observed() {
            assertThatThrownBy(() -> assertThat(NOT_OBSERVED).opens().atMost(9))
                    .isInstanceOf(CannotTellError.class)
                    .hasMessage(
                            "cannot tell: creat was not observed in uploads(); observe it with @Traced(observe = \"opens\")");
        }

        @Test
        void should_refuse_a_negative_number() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(TWO).opens().atMost(-1));
        }
    }

    @Nested
    class AtLeast {
        @Test
        void should_pass_from_the_number_on() {
            assertThat(TWO).opens().atLeast(2).opens().atLeast(0);
        }

        @Test
        void should_fail_below_the_number() {
            AssertionFailedError error = failure(() -> assertThat(TWO).opens().atLeast(3));

            assertThat(error)
                    .hasMessageStartingWith("Expecting at least 3 calls of opens() in uploads(), but there were 2:")
                    .hasMessageContaining("allow it:     calls(opens()).atLeast(2)\n");
            assertThat(error.getExpected().getValue()).isEqualTo("at least 3 calls");
        }

        @Test
        void should_fail_if_there_was_none() {
            Recording none = recording("uploads()").build();

            assertThat(failure(() -> assertThat(none).calls(Families.fsyncs()).atLeast(1)))
                    .hasMessage("""
                            Expecting at least 1 call of fsyncs() in uploads(), but there was none

                            allow it:     calls(fsyncs()).atLeast(0)
                            reproduce:    mvn test -Dtest='CallCountAssertTests$AtLeast#should_fail_if_there_was_none'""");
        }

        @Test
        void should_fail_if_calls_may_be_missing_even_where_there_are_enough() {
            assertCannotTell(() -> assertThat(TWO_AND_A_GAP).opens().atLeast(1), "how many calls of opens()");
            assertCannotTell(() -> assertThat(TWO_AND_A_GAP).opens().atLeast(9), "how many calls of opens()");
        }

        @Test
        void should_fail_if_a_call_was_not_observed() {
            assertCannotTell(() -> assertThat(NOT_OBSERVED).opens().atLeast(0), "creat was not observed");
        }
    }

    @Nested
    class Exactly {
        @Test
        void should_pass_at_the_number() {
            assertThat(TWO).opens().exactly(2);
        }

        @Test
        void should_fail_one_below_and_one_above() {
            assertThat(failure(() -> assertThat(TWO).opens().exactly(1)))
                    .hasMessageStartingWith("Expecting exactly 1 call of opens() in uploads(), but there were 2:")
                    .hasMessageContaining("allow it:     calls(opens()).exactly(2)\n");
            assertThat(failure(() -> assertThat(TWO).opens().exactly(3)))
                    .hasMessageStartingWith("Expecting exactly 3 calls of opens()");
        }

        @Test
        void should_fail_with_the_number_if_there_are_too_many_though_there_is_a_gap() {
            assertThat(failure(() -> assertThat(TWO_AND_A_GAP).opens().exactly(1)))
                    .hasMessageStartingWith("Expecting exactly 1 call");
        }

        @Test
        void should_fail_if_calls_may_be_missing() {
            assertCannotTell(() -> assertThat(TWO_AND_A_GAP).opens().exactly(2), "how many calls of opens()");
        }

        @Test
        void should_fail_if_a_call_was_not_observed() {
            assertCannotTell(() -> assertThat(NOT_OBSERVED).opens().exactly(2), "creat was not observed");
        }
    }

    @Nested
    class Between {
        @Test
        void should_pass_at_both_ends() {
            assertThat(TWO).opens().between(2, 3).opens().between(1, 2);
        }

        @Test
        void should_fail_outside() {
            assertThat(failure(() -> assertThat(TWO).opens().between(3, 4)))
                    .hasMessageStartingWith("Expecting 3 to 4 calls of opens() in uploads(), but there were 2:")
                    .hasMessageContaining("allow it:     calls(opens()).between(2, 4)\n");
        }

        @Test
        void should_fail_if_calls_may_be_missing() {
            assertCannotTell(() -> assertThat(TWO_AND_A_GAP).opens().between(1, 3), "how many calls of opens()");
        }

        @Test
        void should_fail_if_a_call_was_not_observed() {
            assertCannotTell(() -> assertThat(NOT_OBSERVED).opens().between(0, 9), "creat was not observed");
        }

        @Test
        void should_refuse_an_empty_range() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(TWO).opens().between(2, 1));
        }
    }

    @Nested
    class Never {
        @Test
        void should_pass_if_there_was_none() {
            assertThat(recording("uploads()").build()).opens().never().closes().never();
        }

        @Test
        void should_fail_if_there_was_one() {
            assertThat(failure(() -> assertThat(TWO).closes().never())).hasMessage("""
                            Expecting no call of closes() in uploads(), but there was 1:

                              ... and 1 more

                            by call:      close 1
                            allow it:     calls(closes()).atMost(1)
                            reproduce:    mvn test -Dtest='CallCountAssertTests$Never#should_fail_if_there_was_one'""");
        }

        @Test
        void should_fail_if_calls_may_be_missing() {
            assertCannotTell(
                    () -> assertThat(recording("uploads()")
                                    .gap(Concern.COUNTS, "the tracer lost 3 stops")
                                    .build())
                            .opens()
                            .never(),
                    "the tracer lost 3 stops");
        }

        @Test
        void should_fail_if_calls_were_not_observed() {
            assertCannotTell(
                    () -> assertThat(recording("uploads()").build())
                            .calls(Families.stats())
                            .never(),
                    "fstat, lstat, newfstatat, stat, statx were not observed");
        }

        @Test
        void should_pass_if_only_events_were_dropped() {
            assertThat(recording("uploads()")
                            .gap(Concern.EVENTS, "12 events were dropped")
                            .build())
                    .opens()
                    .never();
        }

        @Test
        void should_pass_on_what_was_observed_beside_the_default() {
            assertThat(recording("uploads()").observing(Families.stats()).build())
                    .calls(Families.stats())
                    .never();
        }
    }

    private static AssertionFailedError failure(ThrowingCallable assertion) {
        AssertionFailedError error = catchThrowableOfType(AssertionFailedError.class, assertion);
        assertThat(error).isExactlyInstanceOf(AssertionFailedError.class);
        return error;
    }

    private static void assertCannotTell(ThrowingCallable assertion, String text) {
        assertThatThrownBy(assertion).isInstanceOf(CannotTellError.class).hasMessageContaining(text);
    }
}
