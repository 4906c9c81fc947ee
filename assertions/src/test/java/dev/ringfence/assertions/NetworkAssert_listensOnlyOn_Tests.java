package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.RingfenceAssertions.loopback;
import static dev.ringfence.assertions.RingfenceAssertions.peer;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.socket;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class NetworkAssert_listensOnlyOn_Tests {
    private static final int AF_INET = 2;

    private static Recording listens(String address) {
        return does(socket(5, AF_INET, 1), call("bind", 5, 0, 16).address(address), call("listen", 5, 50));
    }

    private static Recording does(CallBuilder... calls) {
        return recording("serves()").with(calls).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "127.3.0.1:0", "[::1]:0", "[::ffff:127.0.0.1]:80"})
    void should_pass_if_only_this_machine_is_listened_to(String address) {
        assertThat(listens(address)).network().listensOnlyOn(loopback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8080", "[::]:0", "[::ffff:0.0.0.0]:80", "10.0.0.1:80", "something new"})
    void should_fail_if_others_are_listened_to(String address) {
        assertThat(failure(() -> assertThat(listens(address)).network().listensOnlyOn(loopback()))
                        .getActual()
                        .getValue())
                .isEqualTo(List.of(address));
    }

    @Test
    void should_fail_with_where_it_listens() {
        AssertionFailedError error = failure(
                () -> assertThat(listens("0.0.0.0:8080")).network().listensOnlyOn(loopback(), peer("10.0.0.1:*")));

        assertThat(error).hasMessage("""
                Expecting serves() to listen only on loopback(), peer("10.0.0.1:*"), but 1 socket listens elsewhere:

                  2.000 ms  "main" (tid 5101)  listen(5, 50) = 0   on every interface, 0.0.0.0:8080

                allow it:     network().allowing("0.0.0.0:8080", "…").listensOnlyOn(loopback(), peer("10.0.0.1:*"))
                reproduce:    mvn test -Dtest=NetworkAssert_listensOnlyOn_Tests#should_fail_with_where_it_listens""");
        assertThat(error.getExpected().getValue()).isEqualTo("loopback(), peer(\"10.0.0.1:*\")");
    }

    @Test
    void should_fail_if_it_was_never_bound() {
        assertThat(failure(() -> assertThat(does(socket(5, AF_INET, 1), call("listen", 5)))
                        .network()
                        .listensOnlyOn(loopback())))
                .hasMessageContaining("on every interface, 0.0.0.0:0");
    }

    @Test
    void should_pass_if_nothing_listens_in_the_end() {
        assertThat(does(
                        socket(5, AF_INET, 1),
                        call("bind", 5).address("0.0.0.0:80").fails("EACCES"),
                        call("bind", 5).address("127.0.0.1:8080"),
                        call("listen", 5),
                        close(5),
                        socket(5, AF_INET, 1),
                        call("bind", 5).address("0.0.0.0:80"),
                        call("listen", 5).fails("EADDRINUSE")))
                .network()
                .listensOnlyOn(loopback());
    }

    @Test
    void should_pass_for_the_unix_domain_and_for_what_is_only_bound() {
        assertThat(does(
                        socket(5, 1, 1),
                        call("bind", 5).address("unix:/run/a.sock"),
                        call("listen", 5),
                        socket(6, AF_INET, 2),
                        call("bind", 6).address("0.0.0.0:68")))
                .network()
                .listensOnlyOn(loopback());
    }

    @Test
    void should_pass_if_each_address_is_named_or_allowed() {
        assertThat(listens("0.0.0.0:8080")).network().listensOnlyOn(peer("0.0.0.0:8080"));
        assertThat(listens("0.0.0.0:8080"))
                .network()
                .allowing("0.0.0.0:8080", "the container has its own network")
                .listensOnlyOn(loopback());
    }

    @Test
    void should_refuse_no_address() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(does()).network().listensOnlyOn())
                .withMessage("addresses must not be empty; for none use calls(listens()).never()");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_where_a_socket_from_before_is_bound_to() {
        assertThat(cannotTell(
                        () -> assertThat(does(call("listen", 5, 50))).network().listensOnlyOn(loopback())))
                .isEqualTo("""
                cannot tell where serves() listened: of 1 event it is not known whether it matters:

                  0.000 ms  "main" (tid 5101)  listen(5, 50) = 0   its socket was bound before, it is not known to what""");
        assertThat(does(call("bind", 5).address("127.0.0.1:0"), call("listen", 5)))
                .network()
                .listensOnlyOn(loopback());
        assertThat(failure(() -> assertThat(does(
                                call("bind", 6).address("0.0.0.0:80"),
                                call("bind", 5).address("127.0.0.1:0"),
                                call("listen", 6)))
                        .network()
                        .listensOnlyOn(loopback())))
                .hasMessageContaining("on every interface, 0.0.0.0:80");
    }

    @Test
    void should_not_know_if_it_listens_in_the_end() {
        Recording recording = does(
                socket(5, AF_INET, 1),
                call("bind", 5).address("0.0.0.0:80"),
                call("listen", 5).entryOnly());
        assertThat(cannotTell(() -> assertThat(recording).network().listensOnlyOn(loopback())))
                .contains("its exit was not watched");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("serves()")
                .with(socket(5, AF_INET, 1))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).network().listensOnlyOn(loopback())))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_listening_was_not_observed() {
        Recording recording = recording("serves()").notObserving("listen").build();
        assertThat(cannotTell(() -> assertThat(recording).network().listensOnlyOn(loopback())))
                .isEqualTo(
                        "cannot tell: listen was not observed in serves(); observe it with @Traced(observe = \"listens\")");
    }
}
