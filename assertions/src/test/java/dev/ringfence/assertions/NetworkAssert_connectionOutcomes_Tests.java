package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.socket;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.Decoded;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class NetworkAssert_connectionOutcomes_Tests {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;

    private static RecordingBuilder calls() {
        return recording("calls()");
    }

    private static RecordingBuilder observing() {
        return calls().observing("getsockopt");
    }

    private static CallBuilder connect(int fd) {
        return call("connect", fd, 0, 16).address("10.0.0.7:5432");
    }

    private static CallBuilder[] inProgress(CallBuilder... then) {
        CallBuilder[] all = new CallBuilder[then.length + 2];
        all[0] = socket(5, 2, 1);
        all[1] = connect(5).fails("EINPROGRESS");
        System.arraycopy(then, 0, all, 2, then.length);
        return all;
    }

    private static CallBuilder error(int number) {
        return call("getsockopt", 5, SOL_SOCKET, SO_ERROR).decoded(Decoded.number("optval", number));
    }

    @Nested
    class Refused {
        @Test
        void should_pass_if_it_came_about_or_failed_in_another_way() {
            assertThat(calls().with(
                                    connect(5),
                                    connect(6).fails("ETIMEDOUT"),
                                    connect(7).fails("ECONNREFUSED").in(Scope.HARNESS))
                            .build())
                    .network()
                    .hasNoRefusedConnection();
            assertThat(observing().with(inProgress(error(0))).build()).network().hasNoRefusedConnection();
            assertThat(observing().with(inProgress(error(110))).build())
                    .network()
                    .hasNoRefusedConnection();
            assertThat(observing().with(inProgress(close(5))).build()).network().hasNoRefusedConnection();
        }

        @Test
        void should_fail_with_the_one_that_was_refused() {
            Recording recording = calls().with(connect(5).fails("ECONNREFUSED")).build();

            AssertionFailedError error =
                    failure(() -> assertThat(recording).network().hasNoRefusedConnection());

            assertThat(error).hasMessage("""
                    Expecting calls() to have no connection refused, but 1 was:

                      0.000 ms  "main" (tid 5101)  connect(5, 10.0.0.7:5432) = -1 ECONNREFUSED

                    allow it:     network().allowing("10.0.0.7:5432", "…").hasNoRefusedConnection()
                    reproduce:    mvn test -Dtest='NetworkAssert_connectionOutcomes_Tests$Refused#should_fail_with_the_one_that_was_refused'""");
            assertThat(error.getActual().getValue()).isEqualTo(List.of("10.0.0.7:5432"));
        }

        @Test
        void should_fail_with_the_one_that_was_refused_later() {
            Recording recording =
                    observing().with(inProgress(error(111), close(5))).build();
            assertThat(failure(() -> assertThat(recording).network().hasNoRefusedConnection()))
                    .hasMessageContaining("connect(5, 10.0.0.7:5432) = -1 EINPROGRESS   later ECONNREFUSED");
        }

        @Test
        void should_take_the_value_of_the_option_and_no_other_number() {
            CallBuilder refused = call("getsockopt", 5, SOL_SOCKET, SO_ERROR)
                    .decoded(Decoded.number("level", 1), Decoded.number("optval", 111), Decoded.number("optlen", 4));
            assertThat(failure(() -> assertThat(
                                    observing().with(inProgress(refused)).build())
                            .network()
                            .hasNoRefusedConnection()))
                    .hasMessageContaining("later ECONNREFUSED");
        }

        @Test
        void should_not_know_how_one_ended_where_asking_for_it_failed() {
            assertThat(cannotTell(() -> assertThat(observing()
                                    .with(inProgress(error(111).fails("ENOBUFS")))
                                    .build())
                            .network()
                            .hasNoRefusedConnection()))
                    .contains("how it ended could not be read");
        }

        @Test
        void should_not_know_how_one_ended_where_that_is_not_observed() {
            assertThat(cannotTell(
                            () -> assertThat(calls().with(inProgress(close(5))).build())
                                    .network()
                                    .hasNoRefusedConnection()))
                    .isEqualTo("""
                    cannot tell whether calls() had a connection refused: of 1 event it is not known whether it matters:

                      1.000 ms  "main" (tid 5101)  connect(5, 10.0.0.7:5432) = -1 EINPROGRESS   how it ended was not observed; @Traced(observe = "getsockopt") does""");
        }

        @Test
        void should_not_know_how_one_ended_that_is_in_progress_or_was_not_read_or_of_an_old_socket() {
            assertThat(cannotTell(
                            () -> assertThat(observing().with(inProgress()).build())
                                    .network()
                                    .hasNoRefusedConnection()))
                    .contains("it was still in progress");
            CallBuilder unread = call("getsockopt", 5, SOL_SOCKET, SO_ERROR);
            assertThat(cannotTell(() -> assertThat(
                                    observing().with(inProgress(unread)).build())
                            .network()
                            .hasNoRefusedConnection()))
                    .contains("how it ended could not be read");
            assertThat(cannotTell(() -> assertThat(observing()
                                    .with(connect(5).fails("EINPROGRESS"))
                                    .build())
                            .network()
                            .hasNoRefusedConnection()))
                    .contains("its socket was made before, so its end is not known");
            assertThat(cannotTell(() -> assertThat(
                                    calls().with(connect(5).entryOnly()).build())
                            .network()
                            .hasNoRefusedConnection()))
                    .contains("its exit was not watched");
        }

        @Test
        void should_ask_for_the_error_and_nothing_else() {
            CallBuilder other = call("getsockopt", 5, SOL_SOCKET, 3).decoded(Decoded.number("optval", 111));
            assertThat(cannotTell(
                            () -> assertThat(observing().with(inProgress(other)).build())
                                    .network()
                                    .hasNoRefusedConnection()))
                    .contains("it was still in progress");
        }

        @Test
        void should_not_know_if_events_are_missing() {
            Recording recording = calls().with(connect(5))
                    .gap(Concern.EVENTS, "12 events were dropped")
                    .build();
            assertThat(cannotTell(() -> assertThat(recording).network().hasNoRefusedConnection()))
                    .contains("12 events were dropped");
        }

        @Test
        void should_not_know_if_connecting_was_not_observed() {
            assertThat(cannotTell(
                            () -> assertThat(calls().notObserving("connect").build())
                                    .network()
                                    .hasNoRefusedConnection()))
                    .startsWith("cannot tell: connect was not observed in calls()");
        }
    }

    @Nested
    class TimedOut {
        @Test
        void should_pass_if_it_came_about_or_was_refused() {
            assertThat(calls().with(connect(5), connect(6).fails("ECONNREFUSED"))
                            .build())
                    .network()
                    .hasNoTimedOutConnection();
            assertThat(observing().with(inProgress(error(0), close(5))).build())
                    .network()
                    .hasNoTimedOutConnection();
            assertThat(observing().with(inProgress(error(111), close(5))).build())
                    .network()
                    .hasNoTimedOutConnection();
        }

        @Test
        void should_fail_with_each_that_timed_out() {
            Recording recording = observing()
                    .with(connect(9).fails("ETIMEDOUT"))
                    .with(inProgress(close(5)))
                    .with(inProgress(error(110)))
                    .build();

            assertThat(failure(() -> assertThat(recording).network().hasNoTimedOutConnection()))
                    .hasMessage("""
                    Expecting calls() to have no connection time out, but 3 did:

                      0.000 ms  "main" (tid 5101)  connect(9, 10.0.0.7:5432) = -1 ETIMEDOUT
                      2.000 ms  "main" (tid 5101)  connect(5, 10.0.0.7:5432) = -1 EINPROGRESS   given up
                      5.000 ms  "main" (tid 5101)  connect(5, 10.0.0.7:5432) = -1 EINPROGRESS   later ETIMEDOUT

                    allow it:     network().allowing("10.0.0.7:5432", "…").hasNoTimedOutConnection()
                    reproduce:    mvn test -Dtest='NetworkAssert_connectionOutcomes_Tests$TimedOut#should_fail_with_each_that_timed_out'""");
        }

        @Test
        void should_take_a_copy_over_a_socket_for_its_close() {
            CallBuilder copy = call("dup2", 9, 5).copies(9, 5);
            assertThat(failure(() -> assertThat(
                                    observing().with(inProgress(copy, close(5))).build())
                            .network()
                            .hasNoTimedOutConnection()))
                    .hasMessageContaining("given up");
        }

        @Test
        void should_not_know_how_one_ended_where_that_is_not_observed() {
            assertThat(cannotTell(
                            () -> assertThat(calls().with(inProgress(close(5))).build())
                                    .network()
                                    .hasNoTimedOutConnection()))
                    .contains("@Traced(observe = \"getsockopt\") does");
        }

        @Test
        void should_not_know_if_events_are_missing() {
            Recording recording = calls().with(connect(5))
                    .gap(Concern.EVENTS, "12 events were dropped")
                    .build();
            assertThat(cannotTell(() -> assertThat(recording).network().hasNoTimedOutConnection()))
                    .contains("12 events were dropped");
        }

        @Test
        void should_not_know_if_connecting_was_not_observed() {
            assertThat(cannotTell(
                            () -> assertThat(calls().notObserving("connect").build())
                                    .network()
                                    .hasNoTimedOutConnection()))
                    .startsWith("cannot tell: connect was not observed in calls()");
        }
    }
}
