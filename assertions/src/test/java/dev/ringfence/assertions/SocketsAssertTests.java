package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.Failures.messageOf;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;

import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;

class SocketsAssertTests {
    private static final String LISTENS = "0100007F:1F90 00000000:0000 0A 77";
    private static final String CLOSE_WAIT = "0100007F:1F90 0100007F:C15A 08 78";
    private static final String ESTABLISHED = "0100007F:1F90 0100007F:C15A 01 79";

    private static RecordingBuilder around(String... sockets) {
        return recording("serves()").around(state().sockets(), state().sockets(sockets));
    }

    @Test
    void should_pass_where_no_socket_is_left() {
        Recording recording = around().build();

        assertThat(recording).sockets().leavesNoListener().leavesNoneInCloseWait();
    }

    @Test
    void should_pass_sockets_in_other_states_and_of_other_processes() {
        Recording recording = around(LISTENS, CLOSE_WAIT, ESTABLISHED)
                .openAfter(41, "socket:[79]")
                .build();

        assertThat(recording).sockets().leavesNoListener().leavesNoneInCloseWait();
    }

    @Test
    void should_pass_sockets_that_were_there() {
        Recording recording = around(LISTENS, CLOSE_WAIT)
                .openBefore(41, "socket:[77]")
                .openAfter(41, "socket:[77]")
                .openBefore(42, "socket:[78]")
                .openAfter(42, "socket:[78]")
                .build();

        assertThat(recording).sockets().leavesNoListener().leavesNoneInCloseWait();
    }

    @Test
    void should_fail_for_a_socket_that_listens() {
        Recording recording = around(LISTENS).openAfter(41, "socket:[77]").build();

        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> assertThat(recording).sockets().leavesNoListener()))
                .isEqualTo("""
                Expecting serves() to leave no listening socket, but 1 was left:

                  TCP 127.0.0.1:8080 LISTEN

                asserted at:  SocketsAssertTests.java:#
                allow it:     sockets().allowing("127.0.0.1:8080", "…").leavesNoListener()
                reproduce:    mvn test -Dtest=SocketsAssertTests#should_fail_for_a_socket_that_listens""");
        assertThat(recording).sockets().allowing("127.0.0.1:*", "it serves on").leavesNoListener();
    }

    @Test
    void should_fail_for_a_connection_that_the_peer_has_closed_and_tell_where_it_was_opened() {
        Recording recording = around(CLOSE_WAIT)
                .opens(40, "/tmp/a")
                .in("com.example.Other", "open", 9)
                .neverClosed()
                .opens(41, "socket:[78]")
                .neverClosed()
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        failure(() -> assertThat(recording).sockets().leavesNoneInCloseWait()))
                .hasMessage("""
                Expecting serves() to leave no connection in CLOSE_WAIT, but 1 was left:

                  fd 41  TCP 127.0.0.1:8080 -> 127.0.0.1:49498 CLOSE_WAIT
                    1.000 ms  "main" (tid 5101)  openat("socket:[78]", O_RDONLY) = 41
                           at com.example.UploadService.store(UploadService.java:57)
                           called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                allow it:     sockets().allowing("127.0.0.1:8080", "…").leavesNoneInCloseWait()
                reproduce:    mvn test -Dtest=SocketsAssertTests#should_fail_for_a_connection_that_the_peer_has_closed_and_tell_where_it_was_opened""");
        assertThat(recording)
                .sockets()
                .allowing("com.example.UploadService.store(*)", "it is kept")
                .leavesNoneInCloseWait();
    }

    @Test
    void should_not_tell_where_nobody_asked_for_sockets() {
        Recording recording = recording("serves()").around(state(), state()).build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).sockets().leavesNoListener()))
                .isEqualTo("cannot tell: sockets was not captured around serves(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.SOCKETS)");
    }

    @Test
    void should_not_tell_where_the_worker_was_not_captured() {
        Recording recording = recording("serves()")
                .around(state().sockets(), state().sockets().withoutWorker())
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).sockets().leavesNoListener()))
                .isEqualTo("cannot tell whether serves() left listening sockets: process 5100 was not captured");
    }

    @Test
    void should_not_tell_where_a_table_could_not_be_read() {
        Recording recording = recording("serves()")
                .around(state().sockets(), state().sockets().failed("net/udp", "/proc/5100/net/udp: permission denied"))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).sockets().leavesNoneInCloseWait()))
                .isEqualTo("cannot tell whether serves() left connections in CLOSE_WAIT: /proc/5100/net/udp: permission"
                        + " denied");
    }
}
