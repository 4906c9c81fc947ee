package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Verdict;
import dev.ringfence.Verdict.Level;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/*
 * Lesson 17: house rules.
 *
 * @Hermetic is an annotation of this course, made of four of Ringfence's: whoever uses it need not know which. The first test
 * sends statistics, which nobody had noticed. The second starts a program; it is known, and being repaired, so it warns:
 * the test passes with a report entry, and fails in the build that sets ringfence.strict=true.
 */
@Hermetic
class S17HouseRulesTestCase {

    @Test
    void counts_its_users() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] count = {1};
            socket.send(new DatagramPacket(count, 1, InetAddress.getByName("127.0.0.1"), 8125));
        }
    }

    @Test
    @Verdict(check = "no-exec", level = Level.WARN, because = "the version comes from a file in the next release")
    void asks_for_the_version() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("true").start().waitFor()).isZero();
    }
}
