package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.openFails;
import static dev.ringfence.assertions.testing.CallBuilder.socket;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.Decoded;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class NetworkAssert_resolvesNoNames_Tests {
    private static final int AF_INET = 2;
    private static final int DGRAM = 2;

    private static Recording does(CallBuilder... calls) {
        return recording("starts()").with(calls).build();
    }

    static Stream<CallBuilder> lookups() {
        return Stream.of(
                open(5, "/etc/hosts"),
                openFails("/etc/hosts", 0, "ENOENT"),
                open(5, "/etc/resolv.conf").leadingTo("/run/systemd/resolve/stub-resolv.conf"),
                open(5, "/etc/host.conf"),
                call("connect", 5).address("127.0.0.53:53"),
                call("connect", 5).address("[2001:db8::1]:853"),
                call("connect", 5).address("224.0.0.251:5353"),
                call("connect", 5).address("unix:/run/systemd/resolve/io.systemd.Resolve"));
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void should_fail_for_each_way_to_look_up_a_name(CallBuilder call) {
        assertThat(failure(() -> assertThat(does(call)).network().resolvesNoNames()))
                .hasMessageStartingWith("Expecting starts() to resolve no names, but 1 call did:");
    }

    static Stream<CallBuilder> harmless() {
        return Stream.of(
                open(5, "/etc/nsswitch.conf"),
                open(5, "/etc/hosts.allow"),
                open(5, "/etc/hosts").in(Scope.RUNTIME),
                call("connect", 5).address("127.0.0.1:8053"),
                call("connect", 5).address("unix:/run/app:53"),
                call("connect", 5).fails("EFAULT"),
                socket(5, AF_INET, 1),
                socket(5, 1, DGRAM));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void should_pass_for_what_looks_up_no_name(CallBuilder call) {
        assertThat(does(call)).network().resolvesNoNames();
    }

    @Test
    void should_fail_with_what_did() {
        Recording recording = does(
                open(5, "/etc/hosts").from("com.example.Client", "connect", 40),
                socket(6, AF_INET, DGRAM),
                call("connect", 6, 0, 16).address("10.0.0.2:53"));

        AssertionFailedError error =
                failure(() -> assertThat(recording).network().resolvesNoNames());

        assertThat(error).hasMessage("""
                Expecting starts() to resolve no names, but 2 calls did:

                  0.000 ms  "main" (tid 5101)  openat("/etc/hosts", O_RDONLY|O_CLOEXEC) = 5
                         at com.example.Client.connect(Client.java:40)
                  2.000 ms  "main" (tid 5101)  connect(6, 10.0.0.2:53) = 0
                         at a place that is not known

                allow it:     network().allowing("/etc/hosts", "…").allowing("10.0.0.2:53", "…").resolvesNoNames()
                reproduce:    mvn test -Dtest=NetworkAssert_resolvesNoNames_Tests#should_fail_with_what_did""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/etc/hosts", "10.0.0.2:53"));
        assertThat(error.getCause().getStackTrace()[0]).hasToString("com.example.Client.connect(Client.java:40)");
    }

    @Test
    void should_judge_datagrams_by_where_they_are_sent() {
        assertThat(does(socket(5, AF_INET, DGRAM), call("connect", 5).address("10.0.0.1:514")))
                .network()
                .resolvesNoNames();
        CallBuilder asked = call("sendto", 5).decoded(Decoded.inet("10.0.0.2", 53));
        assertThat(failure(() -> assertThat(recording("starts()")
                                .observing("sends")
                                .with(socket(5, AF_INET, DGRAM), asked)
                                .build())
                        .network()
                        .resolvesNoNames()))
                .hasMessageContaining("10.0.0.2:53");
        assertThat(recording("starts()")
                        .observing("sends")
                        .with(socket(5, AF_INET, DGRAM))
                        .build())
                .network()
                .resolvesNoNames();
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_what_was_sent_where_that_is_not_observed() {
        assertThat(cannotTell(() ->
                        assertThat(does(socket(5, AF_INET, DGRAM))).network().resolvesNoNames()))
                .isEqualTo("""
                cannot tell whether starts() resolved names: of 1 event it is not known whether it matters:

                  0.000 ms  "main" (tid 5101)  socket(AF_INET, SOCK_DGRAM, 0) = 5   whether anything was sent from it was not observed; @Traced(observe = "sends") does""");
    }

    @Test
    void should_not_know_what_the_cache_was_asked_for() {
        assertThat(cannotTell(() -> assertThat(does(call("connect", 5).address("unix:/var/run/nscd/socket")))
                        .network()
                        .resolvesNoNames()))
                .contains("it may have asked for a user or a group");
    }

    @Test
    void should_not_know_if_a_path_or_address_is_not_known() {
        assertThat(cannotTell(() -> assertThat(does(open(5, "hosts").leadingTo(null)))
                        .network()
                        .resolvesNoNames()))
                .contains("its path is not known");
        assertThat(cannotTell(
                        () -> assertThat(does(call("connect", 5))).network().resolvesNoNames()))
                .contains("its address could not be read");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("starts()")
                .with(open(5, "/a"))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).network().resolvesNoNames()))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_a_way_was_not_observed() {
        Recording recording = recording("starts()").notObserving("connect").build();
        assertThat(cannotTell(() -> assertThat(recording).network().resolvesNoNames()))
                .isEqualTo(
                        "cannot tell: connect was not observed in starts(); observe it with @Traced(observe = \"connects\")");
    }
}
