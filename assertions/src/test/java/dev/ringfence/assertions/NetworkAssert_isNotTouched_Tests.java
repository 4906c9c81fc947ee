package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.socket;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Families;
import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.Decoded;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class NetworkAssert_isNotTouched_Tests {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int STREAM = 1;
    private static final int DGRAM = 2;
    private static final int CLOEXEC = 02000000;

    private static Recording does(CallBuilder... calls) {
        return recording("starts()").with(calls).build();
    }

    static Stream<List<CallBuilder>> harmless() {
        return Stream.of(
                List.of(),
                List.of(socket(5, AF_INET6, STREAM)),
                List.of(socket(5, AF_UNIX, STREAM), call("connect", 5).address("unix:/run/app.sock")),
                List.of(socket(5, AF_UNIX, DGRAM | CLOEXEC), call("bind", 5).address("unix:@a"), call("listen", 5)),
                List.of(socket(5, AF_UNIX, STREAM), call("accept4", 5).makes(6, FdKind.SOCKET)),
                List.of(socket(5, AF_NETLINK, DGRAM), call("connect", 5).address("address family 16")),
                List.of(call("connect", 5).address("address family 0")),
                List.of(call("socket", AF_INET, DGRAM).fails("EAFNOSUPPORT")),
                List.of(call("connect", 5).fails("EFAULT")),
                List.of(call("connect", 5).address("10.0.0.1:80").in(Scope.HARNESS)));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void should_pass_if_nothing_goes_to_the_network(List<CallBuilder> calls) {
        assertThat(does(calls.toArray(CallBuilder[]::new))).network().isNotTouched();
    }

    static Stream<List<CallBuilder>> uses() {
        return Stream.of(
                List.of(call("connect", 5).address("10.0.0.1:80")),
                List.of(call("connect", 5).address("[::1]:80").fails("ECONNREFUSED")),
                List.of(call("bind", 5).address("0.0.0.0:0")),
                List.of(socket(5, AF_INET, STREAM), call("listen", 5)),
                List.of(socket(5, AF_INET, STREAM), call("accept", 5).makes(6, FdKind.SOCKET)),
                List.of(call("accept4", 5)
                        .decoded(Decoded.inet("127.0.0.1", 51324))
                        .makes(6, FdKind.SOCKET)));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void should_fail_for_each_way_to_use_it(List<CallBuilder> calls) {
        assertThat(failure(() -> assertThat(does(calls.toArray(CallBuilder[]::new)))
                        .network()
                        .isNotTouched()))
                .hasMessageStartingWith("Expecting starts() not to touch the network, but 1 call did:");
    }

    @Test
    void should_fail_with_what_did() {
        Recording recording = does(
                socket(5, AF_INET, STREAM),
                call("connect", 5, 0, 16).address("10.0.0.7:5432"),
                call("connect", 6, 0, 16).address("127.0.0.1:8080"));

        AssertionFailedError error = failure(() -> assertThat(recording).doesNotTouchTheNetwork());

        assertThat(error).hasMessage("""
                Expecting starts() not to touch the network, but 2 calls did:

                  1.000 ms  "main" (tid 5101)  connect(5, 10.0.0.7:5432) = 0
                  2.000 ms  "main" (tid 5101)  connect(6, 127.0.0.1:8080) = 0

                allow it:     network().allowing("10.0.0.7:5432", "…").allowing("127.0.0.1:8080", "…").isNotTouched()
                reproduce:    mvn test -Dtest=NetworkAssert_isNotTouched_Tests#should_fail_with_what_did""");
        assertThat(error.getExpected().getValue()).isEqualTo("not to touch the network");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("10.0.0.7:5432", "127.0.0.1:8080"));
    }

    @Test
    void should_pass_if_it_is_allowed() {
        assertThat(does(call("connect", 5).address("127.0.0.1:8080")))
                .network()
                .allowing("127.0.0.1:*", "the server under test")
                .isNotTouched();
    }

    @Test
    void should_judge_datagrams_by_what_is_sent_where_that_is_observed() {
        CallBuilder made = socket(5, AF_INET, DGRAM);
        CallBuilder sent =
                call("sendto", 5).decoded(Decoded.inet("10.0.0.7", 514)).entryOnly();
        assertThat(recording("starts()").observing(Families.sends()).with(made).build())
                .network()
                .isNotTouched();
        assertThat(failure(() -> assertThat(recording("starts()")
                                .observing(Families.sends())
                                .with(made, sent)
                                .build())
                        .network()
                        .isNotTouched()))
                .hasMessage("""
                        Expecting starts() not to touch the network, but 1 call did:

                          1.000 ms  "main" (tid 5101)  sendto(5, 0, 0, 0)   to 10.0.0.7:514

                        allow it:     network().allowing("10.0.0.7:514", "…").isNotTouched()
                        reproduce:    mvn test -Dtest=NetworkAssert_isNotTouched_Tests#should_judge_datagrams_by_what_is_sent_where_that_is_observed""");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_what_was_sent_as_datagrams_where_that_is_not_observed() {
        assertThat(cannotTell(() ->
                        assertThat(does(socket(5, AF_INET, DGRAM))).network().isNotTouched()))
                .isEqualTo("""
                cannot tell whether starts() touched the network: of 1 event it is not known whether it matters:

                  0.000 ms  "main" (tid 5101)  socket(AF_INET, SOCK_DGRAM, 0) = 5   whether anything was sent from it was not observed; @Traced(observe = "sends") does""");
    }

    @Test
    void should_not_know_what_a_socket_from_before_is_for() {
        assertThat(cannotTell(() -> assertThat(does(call("accept4", 5).makes(6, FdKind.SOCKET)))
                        .network()
                        .isNotTouched()))
                .contains("its socket was made before, it is not known for what");
    }

    @Test
    void should_not_know_if_an_address_could_not_be_read() {
        assertThat(cannotTell(() -> assertThat(does(call("bind", 5))).network().isNotTouched()))
                .contains("its address could not be read");
    }

    static List<CallBuilder> sends_to_nobody_knows_whom() {
        Value unreadable = new Value.Unreadable(0x7000);
        Value packet = Decoded.struct(new Value.Field("sa_family", new Value.Symbol(17, "AF_PACKET")));
        Value nobody = Decoded.struct(new Value.Field("msg_name", new Value.Address(0)));
        return List.of(
                call("sendto", 5),
                call("sendto", 5).decoded(new Argument("addr", unreadable)),
                call("sendto", 5).decoded(new Argument("addr", packet)),
                call("sendmsg", 5).decoded(new Argument("msg", unreadable)),
                call("sendmsg", 5)
                        .decoded(new Argument("msg", Decoded.struct(new Value.Field("msg_name", unreadable)))),
                call("sendmmsg", 5).decoded(new Argument("mmsg", new Value.Pending(null))),
                call("sendmmsg", 5).decoded(new Argument("mmsg", new Value.Sequence(List.of(nobody), true))));
    }

    @ParameterizedTest
    @MethodSource("sends_to_nobody_knows_whom")
    void should_not_know_to_whom_is_sent_if_that_could_not_be_read(CallBuilder send) {
        Recording recording =
                recording("starts()").observing(Families.sends()).with(send).build();
        assertThat(cannotTell(() -> assertThat(recording).network().isNotTouched()))
                .contains("its address could not be read");
    }

    static List<CallBuilder> sends_to_whom_it_is_connected() {
        Value.Struct nobody = Decoded.struct(new Value.Field("msg_name", new Value.Address(0)));
        Value several = new Value.Sequence(List.of(Decoded.struct(new Value.Field("msg_hdr", nobody))), false);
        return List.of(
                call("sendto", 5).decoded(new Argument("addr", new Value.Address(0))),
                call("sendto", 5)
                        .decoded(new Argument("addr", new Value.Unreadable(1)))
                        .fails("EFAULT"),
                call("sendmsg", 5).decoded(new Argument("msg", nobody)),
                call("sendmmsg", 5).decoded(new Argument("mmsg", several)));
    }

    @ParameterizedTest
    @MethodSource("sends_to_whom_it_is_connected")
    void should_pass_if_what_is_sent_names_nobody(CallBuilder send) {
        Recording recording =
                recording("starts()").observing(Families.sends()).with(send).build();
        assertThat(recording).network().isNotTouched();
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("starts()")
                .with(socket(5, AF_INET, STREAM))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).network().isNotTouched()))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_a_way_was_not_observed() {
        Recording recording = recording("starts()").notObserving("bind").build();
        assertThat(cannotTell(() -> assertThat(recording).network().isNotTouched()))
                .isEqualTo(
                        "cannot tell: bind was not observed in starts(); observe it with @Traced(observe = \"binds\")");
    }
}
