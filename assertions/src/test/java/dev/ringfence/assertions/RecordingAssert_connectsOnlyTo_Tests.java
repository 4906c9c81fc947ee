package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.RingfenceAssertions.loopback;
import static dev.ringfence.assertions.RingfenceAssertions.peer;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class RecordingAssert_connectsOnlyTo_Tests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8080",
                "127.255.0.3:1",
                "0.0.0.0:8080",
                "[::1]:8080",
                "[::ffff:127.0.0.1]:8080",
                "[::]:80",
                "[127.0.0.1]:8080",
                "unix:/run/app.sock",
                "unix:@abstract",
                "unix:(unnamed)",
                "address family 0",
                "address family 16"
            })
    void should_pass_if_the_connection_stays_on_this_machine(String address) {
        assertThat(recording("starts()")
                        .connects(address)
                        .with(CallBuilder.call("bind", 5).address("10.0.0.1:80"))
                        .build())
                .connectsOnlyTo(loopback());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "128.0.0.1:8080",
                "10.0.0.1:80",
                "[2001:db8::1]:443",
                "[fe80::1%eth0]:80",
                "[::ffff:10.0.0.1]:80",
                "999.0.0.1:80",
                "[10.0.0.1]:80",
                "address family 1",
                "something new"
            })
    void should_fail_if_the_connection_leaves_this_machine(String address) {
        Recording recording = recording("starts()").connects(address).build();

        assertThatThrownBy(() -> assertThat(recording).connectsOnlyTo(loopback()))
                .isExactlyInstanceOf(AssertionFailedError.class);
    }

    @Test
    void should_pass_if_nobody_was_connected_to() {
        assertThat(recording("starts()").build()).connectsOnlyTo(loopback());
    }

    @Test
    void should_pass_if_each_peer_is_named() {
        assertThat(recording("starts()")
                        .connects("127.0.0.1:8080")
                        .connects("10.0.0.7:5432")
                        .build())
                .connectsOnlyTo(loopback(), peer("10.0.0.*:5432"));
    }

    @Test
    void should_fail_with_the_one_that_is_not_named() {
        Recording recording = recording("starts()")
                .connects("127.0.0.1:8080")
                .connects("10.0.0.7:5432")
                .build();

        AssertionFailedError error = catchThrowableOfType(
                AssertionFailedError.class, () -> assertThat(recording).connectsOnlyTo(loopback()));

        assertThat(error).hasMessage("""
                        Expecting starts() to connect only to loopback(), but 1 connection to somebody else was tried:

                          1.000 ms  "main" (tid 5101)  connect(0, 10.0.0.7:5432) = 0

                        allow it:     network().allowing("10.0.0.7:5432", "…").connectsOnlyTo(loopback())
                        reproduce:    mvn test -Dtest=RecordingAssert_connectsOnlyTo_Tests#should_fail_with_the_one_that_is_not_named""");
        assertThat(error.getExpected().getValue()).isEqualTo("loopback()");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("10.0.0.7:5432"));
    }

    @Test
    void should_fail_with_the_one_that_is_not_named_though_there_is_a_gap() {
        Recording recording = recording("starts()")
                .connects("10.0.0.7:5432")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();

        assertThatThrownBy(() -> assertThat(recording).connectsOnlyTo(loopback()))
                .isExactlyInstanceOf(AssertionFailedError.class);
    }

    @Test
    void should_fail_if_events_of_connections_may_have_been_dropped() {
        Recording recording = recording("starts()")
                .connects("127.0.0.1:1")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();

        assertThatThrownBy(() -> assertThat(recording).connectsOnlyTo(loopback()))
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith("cannot tell whom starts() connected to")
                .hasMessageContaining("12 events were dropped");
    }

    @Test
    void should_pass_if_events_were_dropped_but_no_connection_was_counted() {
        assertThat(recording("starts()")
                        .gap(Concern.EVENTS, "12 events were dropped")
                        .build())
                .connectsOnlyTo(loopback());
    }

    @Test
    void should_fail_if_connections_may_not_have_been_counted() {
        Recording recording = recording("starts()")
                .gap(Concern.COUNTS, "the tracer lost 3 stops")
                .build();

        assertThatThrownBy(() -> assertThat(recording).connectsOnlyTo(loopback()))
                .isInstanceOf(CannotTellError.class)
                .hasMessageContaining("the tracer lost 3 stops");
    }

    @Test
    void should_fail_if_an_address_could_not_be_read() {
        Recording recording = recording("starts()").connects(null).build();

        assertThatThrownBy(() -> assertThat(recording).connectsOnlyTo(loopback()))
                .isInstanceOf(CannotTellError.class)
                .hasMessage("""
                        cannot tell whom starts() connected to: of 1 event it is not known whether it matters:

                          0.000 ms  "main" (tid 5101)  connect(0, 0) = 0   its address could not be read""");
    }

    @Test
    void should_pass_if_the_kernel_could_not_read_the_address_either() {
        assertThat(recording("starts()").connectsToNothing().build()).connectsOnlyTo(loopback());
    }

    @Test
    void should_fail_if_connecting_was_not_observed() {
        Recording recording = recording("starts()").notObserving("connect").build();

        assertThatThrownBy(() -> assertThat(recording).connectsOnlyTo(loopback()))
                .isInstanceOf(CannotTellError.class)
                .hasMessage(
                        "cannot tell: connect was not observed in starts(); observe it with @Traced(observe = \"connects\")");
    }

    @Test
    void should_refuse_no_peers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(recording("starts()").build()).connectsOnlyTo())
                .withMessage("peers must not be empty; for none use calls(connects()).never()");
    }
}
