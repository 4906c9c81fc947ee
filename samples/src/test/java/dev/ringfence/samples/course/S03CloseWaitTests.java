package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/* Lesson 3, right: the end of the stream is where our side closes. */
@Traced
class S03CloseWaitTests {
    private static EchoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new EchoServer(true);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    @NoFdLeak
    void serves_a_client() throws IOException {
        try (Socket client = server.connect()) {
            client.getOutputStream().write('!');
            client.shutdownOutput();
            server.serveOne();
            assertThat(client.getInputStream().read()).isEqualTo('!');
        }
    }
}
