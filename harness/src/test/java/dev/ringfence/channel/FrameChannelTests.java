package dev.ringfence.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameChannelTests {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private FrameServer server;

    @BeforeEach
    void bind() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        server = FrameServer.bind(directory.resolve("s"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private FrameChannel connect() {
        return FrameChannel.connect(directory.resolve("s"));
    }

    @Test
    void frames_arrive_in_order_and_then_the_end() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            Frames.all().forEach(client::send);
            client.flushAndClose();

            for (Frame frame : Frames.all()) {
                assertThat(accepted.read().orElseThrow())
                        .usingRecursiveComparison()
                        .isEqualTo(frame);
            }
            assertThat(accepted.read()).isEmpty();
        }
    }

    @Test
    void a_sender_may_wait_until_all_is_written() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            client.send(new Frame.RunFinished());
            assertThat(client.awaitWritten(DEADLINE)).isTrue();

            client.send(new Frame.Output(false, new byte[8 << 20])); // more than a socket holds
            assertThat(client.awaitWritten(Duration.ofMillis(20))).isFalse();

            assertThat(accepted.read()).contains(new Frame.RunFinished());
            assertThat(accepted.read().orElseThrow()).isInstanceOf(Frame.Output.class);
            assertThat(client.awaitWritten(DEADLINE)).isTrue();
        }
    }

    @Test
    void a_sender_does_not_wait_for_a_reader() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            byte[] bytes = new byte[1 << 20];
            for (int i = 0; i < 50; i++) {
                client.send(new Frame.Output(false, bytes));
            }
            client.send(new Frame.RunFinished());

            for (int i = 0; i < 50; i++) {
                assertThat(accepted.read().orElseThrow()).isInstanceOf(Frame.Output.class);
            }
            assertThat(accepted.read()).contains(new Frame.RunFinished());
        }
    }

    @Test
    void frames_of_many_threads_do_not_mix() throws Exception {
        int threads = 8;
        int each = 500;
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            CountDownLatch start = new CountDownLatch(1);
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int id = t;
                senders.add(CompletableFuture.runAsync(() -> {
                    await(start);
                    for (int i = 0; i < each; i++) {
                        client.send(new Frame.StackRequest(id, i));
                    }
                }));
            }
            start.countDown();

            int[] next = new int[threads];
            for (int i = 0; i < threads * each; i++) {
                Frame.StackRequest request =
                        (Frame.StackRequest) accepted.read().orElseThrow();
                assertThat(request.tid()).isEqualTo(next[request.id()]++);
            }
            CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
            assertThat(next).containsOnly(each);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void both_directions_work_at_once() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            CompletableFuture<Optional<Frame>> reading = CompletableFuture.supplyAsync(accepted::read);
            accepted.send(new Frame.EndWorker());
            assertThat(client.read()).contains(new Frame.EndWorker());
            client.send(new Frame.WorkerReady());
            assertThat(reading).succeedsWithin(DEADLINE).isEqualTo(Optional.of(new Frame.WorkerReady()));
        }
    }

    @Test
    void a_connection_that_ends_within_a_frame_is_told_from_an_orderly_end() throws IOException {
        try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            raw.connect(UnixDomainSocketAddress.of(directory.resolve("s")));
            try (FrameChannel accepted = server.accept(DEADLINE)) {
                raw.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 9, 1, 2}));
                raw.close();
                assertThatExceptionOfType(ChannelException.class)
                        .isThrownBy(accepted::read)
                        .withMessage("the connection ended within a frame");
            }
        }
    }

    @Test
    void a_length_that_no_frame_has_is_refused_before_it_is_allocated() throws IOException {
        try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            raw.connect(UnixDomainSocketAddress.of(directory.resolve("s")));
            try (FrameChannel accepted = server.accept(DEADLINE)) {
                raw.write(ByteBuffer.wrap(new byte[] {0x7f, -1, -1, -1}));
                assertThatExceptionOfType(ChannelException.class)
                        .isThrownBy(accepted::read)
                        .withMessage(
                                "expected the length of a frame (1 to 67108864 bytes) but found 2147483647 for a frame");
            }
        }
    }

    @Test
    void closing_wakes_a_reader_of_the_same_end() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            CompletableFuture<Optional<Frame>> reading = CompletableFuture.supplyAsync(accepted::read);
            accepted.close();
            assertThat(reading).succeedsWithin(DEADLINE).isEqualTo(Optional.empty());
            assertThat(client.read()).isEmpty();
        }
    }

    @Test
    void what_was_sent_before_the_other_end_went_away_is_still_read() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            accepted.send(new Frame.EndWorker());
            client.send(new Frame.WorkerReady());
            client.flushAndClose();

            assertThat(accepted.read()).contains(new Frame.WorkerReady());
        }
    }

    @Test
    void flushing_to_an_end_that_does_not_read_gives_up_and_says_so() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            client.send(new Frame.Output(false, new byte[8 << 20]));
            assertThatExceptionOfType(ChannelException.class)
                    .isThrownBy(() -> client.flushAndClose(Duration.ofMillis(50)))
                    .withMessage("the channel was closed before all frames were written");
            assertThatExceptionOfType(ChannelException.class).isThrownBy(accepted::read);
        }
    }

    @Test
    void the_socket_file_is_gone_once_the_connection_is_there() {
        try (FrameChannel client = connect();
                FrameChannel accepted = server.accept(DEADLINE)) {
            assertThat(directory).isEmptyDirectory();
            assertThat(client).isNotSameAs(accepted);
        }
    }

    @Test
    void nobody_connects() {
        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> server.accept(Duration.ofMillis(30)))
                .withMessage("nobody connected to " + directory.resolve("s") + " within 30 ms");
    }

    @Test
    void closing_a_server_ends_its_wait() {
        CompletableFuture<FrameChannel> accepting = CompletableFuture.supplyAsync(() -> server.accept(DEADLINE));
        server.close();
        assertThat(accepting)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ChannelException.class);
    }

    @Test
    void a_directory_that_others_can_enter_is_refused() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> FrameServer.bind(open.resolve("s")))
                .withMessage(
                        "expected a directory that only its owner can enter (rwx------) but " + open + " is rwxr-x---");
    }

    @Test
    void nobody_listens() {
        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> FrameChannel.connect(directory.resolve("nothing")))
                .withMessageStartingWith("cannot connect to " + directory.resolve("nothing"));
    }
}
