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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuestionChannelTests {
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

    private static @Nullable Frame awaitAnswer(QuestionChannel questions) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Frame answer = questions.poll();
        while (answer == null && System.nanoTime() < end) {
            answer = questions.poll();
        }
        return answer;
    }

    @Test
    void a_worker_has_two_connections_and_then_the_socket_file_is_gone() {
        try (FrameChannel client = FrameChannel.connect(directory.resolve("s"));
                AnswerChannel answers = AnswerChannel.connect(directory.resolve("s"));
                FrameChannel first = server.acceptFirst(DEADLINE);
                QuestionChannel questions = server.acceptQuestions(DEADLINE)) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answers.answerAll(frame -> frame));
            questions.ask(new Frame.StackRequest(1, 4711));
            assertThat(awaitAnswer(questions)).isEqualTo(new Frame.StackRequest(1, 4711));

            client.send(new Frame.RunFinished());
            assertThat(first.read()).contains(new Frame.RunFinished());
            assertThat(directory.resolve("s")).doesNotExist();

            questions.close();
            assertThat(answering).succeedsWithin(DEADLINE);
        }
    }

    @Test
    void answers_come_in_the_order_of_the_questions_however_long_they_are() throws Exception {
        try (AnswerChannel answers = AnswerChannel.connect(directory.resolve("s"));
                QuestionChannel questions = server.acceptQuestions(DEADLINE)) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() ->
                    answers.answerAll(frame -> new Frame.Output(true, new byte[((Frame.StackRequest) frame).tid()])));
            int[] lengths = {0, 1, 65_535, 65_536, 65_537, 3_000_000, 5};
            for (int length : lengths) questions.ask(new Frame.StackRequest(1, length));

            for (int length : lengths) {
                assertThat(awaitAnswer(questions))
                        .isInstanceOfSatisfying(
                                Frame.Output.class,
                                output -> assertThat(output.bytes()).hasSize(length));
            }
            questions.close();
            answering.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void who_asks_never_waits() {
        try (AnswerChannel nobodyAnswers = AnswerChannel.connect(directory.resolve("s"));
                QuestionChannel questions = server.acceptQuestions(DEADLINE)) {
            for (int i = 0; i < 100_000; i++) questions.ask(new Frame.StackRequest(i, i)); // more than a socket holds
            assertThat(questions.poll()).isNull();

            CompletableFuture<Void> answering =
                    CompletableFuture.runAsync(() -> nobodyAnswers.answerAll(frame -> frame));
            for (int i = 0; i < 100_000; i++) {
                assertThat(awaitAnswer(questions)).isEqualTo(new Frame.StackRequest(i, i));
            }
            questions.close();
            assertThat(answering).succeedsWithin(DEADLINE);
        }
    }

    @Test
    void there_is_no_answer_once_the_other_end_is_gone() {
        try (AnswerChannel answers = AnswerChannel.connect(directory.resolve("s"));
                QuestionChannel questions = server.acceptQuestions(DEADLINE)) {
            answers.close();
            questions.ask(new Frame.StackRequest(1, 1));
            questions.ask(new Frame.StackRequest(2, 2));
            assertThat(questions.poll()).isNull();
            assertThat(questions.poll()).isNull();
        }
    }

    @Test
    void what_is_not_a_frame_is_an_error() throws Exception {
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(directory.resolve("s")));
            try (QuestionChannel questions = server.acceptQuestions(DEADLINE)) {
                client.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}));
                assertThatExceptionOfType(ChannelException.class)
                        .isThrownBy(questions::poll)
                        .withMessageContaining("expected the length of a frame");
            }
        }
    }
}
