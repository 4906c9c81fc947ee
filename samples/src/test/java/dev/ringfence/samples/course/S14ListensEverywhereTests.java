package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.ListensOnlyOn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/* Lesson 14, right: the server is told where to listen. */
@Traced
@ListensOnlyOn("loopback")
class S14ListensEverywhereTests {

    @Test
    void serves_a_client() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, here);
                Socket client = new Socket(here, server.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
        }
    }
}
