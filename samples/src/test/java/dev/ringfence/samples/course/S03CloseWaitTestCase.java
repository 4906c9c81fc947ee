package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/*
 * Lesson 3: CLOSE_WAIT is a bug of ours.
 *
 * When a client hangs up, the kernel acknowledges it and puts our side of the connection into CLOSE_WAIT: it waits for us to
 * close, for ever, with no timeout that anybody could set. A server that reads to the end of the stream and then forgets the
 * socket collects one for each client. The failure shows both addresses and the state, as lsof would.
 */
@Traced
class S03CloseWaitTestCase {
    private static EchoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new EchoServer(false);
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
