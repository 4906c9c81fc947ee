package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.ListensOnlyOn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/*
 * Lesson 14: a port that everybody can reach.
 *
 * new ServerSocket(0) listens on every interface of the machine. The test connects from the machine itself and cannot tell
 * the difference; whoever sits in the same café can. The kernel is told where a socket listens before it does, and that is
 * what @ListensOnlyOn judges.
 */
@Traced
@ListensOnlyOn("loopback")
class S14ListensEverywhereTestCase {

    @Test
    void serves_a_client() throws IOException {
        try (ServerSocket server = new ServerSocket(0);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
        }
    }
}
