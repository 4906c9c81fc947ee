package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameAskerTests {
    private static final String VERSION_1 = "-1\nOperation getversion not recognized!";
    private static final int TIMEOUT_SECONDS = 30;

    @TempDir
    Path proc;

    private final BlockingQueue<JavaFrames> answers = new LinkedBlockingQueue<>();
    private final List<Integer> quits = new CopyOnWriteArrayList<>();
    private FakeJvm jvm;
    private FrameAsker asker;

    @BeforeEach
    void prepare() throws IOException {
        jvm = new FakeJvm(proc);
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (asker != null) {
            asker.close();
            asker.awaitEnd();
        }
        jvm.close();
    }

    private void start(IntConsumer quit) {
        asker = FrameAsker.start(jvm.jvm(), quit);
    }

    private void ask(int tid) {
        assertThat(asker.ask(tid, false, answers::add)).isTrue();
    }

    private JavaFrames answer() throws InterruptedException {
        JavaFrames answer = answers.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("an answer before the deadline").isNotNull();
        return answer;
    }

    private static JavaFrames known(String frame) {
        return new JavaFrames.Known(List.of(new DumpedFrame(frame)));
    }

    private static String answerTo(String request, String dump) {
        return request.contains("getversion") ? VERSION_1 : dump;
    }

    private void listen(String dump) {
        try {
            jvm.listen(request -> answerTo(request, dump));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- Answers ---

    @Test
    void tells_the_frames_of_a_thread_and_that_others_are_none_of_java() throws Exception {
        listen(FakeJvm.dump("Main.main(Main.java:12)"));
        start(quits::add);
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
        ask(FakeJvm.TID + 1);
        assertThat(answer()).isEqualTo(new JavaFrames.None());

        assertThat(jvm.requests).containsExactly("1|getversion|options|||", "1|threaddump||||", "1|threaddump||||");
        assertThat(quits).as("SIGQUITs to one that listens").isEmpty();
    }

    @Test
    void says_that_a_virtual_machine_refuses() throws Exception {
        listen("");
        start(quits::add);
        ask(FakeJvm.TID);
        assertThat(answer())
                .isEqualTo(new JavaFrames.Unknown(
                        "the virtual machine gave no answer: it answers its own user, in its own group, and root"));
    }

    @Test
    void gives_up_a_thread_that_keeps_the_answer_from_coming_and_asks_again_after_that_has_come() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        jvm.listen(request -> {
            if (request.contains("threaddump") && letGo.getCount() > 0) {
                letGo.await();
                return FakeJvm.dump("Stale.dump(Stale.java:1)");
            }
            return answerTo(request, FakeJvm.dump("Main.main(Main.java:12)"));
        });
        start(quits::add);
        ask(FakeJvm.TID);
        assertThat(answer()).isInstanceOfSatisfying(JavaFrames.Unknown.class, unknown -> {
            assertThat(unknown.reason()).matches("the virtual machine did not tell them within \\d+ ms");
            assertThat(unknown.late()).isTrue();
        });
        ask(FakeJvm.TID);
        letGo.countDown();
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
    }

    @Test
    void gives_up_who_probably_keeps_the_answer_from_coming_before_others() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        jvm.listen(request -> {
            if (request.contains("threaddump")) {
                asked.countDown();
                letGo.await();
            }
            return answerTo(request, FakeJvm.dump("Main.main(Main.java:12)"));
        });
        start(quits::add);
        ask(FakeJvm.TID);
        asked.await();
        BlockingQueue<JavaFrames> ofLinker = new LinkedBlockingQueue<>();
        assertThat(asker.ask(FakeJvm.TID, true, answer -> {
                    ofLinker.add(answer);
                    letGo.countDown();
                }))
                .isTrue();

        assertThat(ofLinker.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        JavaFrames.Unknown.class,
                        unknown -> assertThat(unknown.late()).isTrue());
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
    }

    // --- Making it listen ---

    @Test
    void makes_it_listen_by_one_signal_and_a_file_that_does_not_stay() throws Exception {
        Path trigger = jvm.jvm().trigger();
        start(pid -> {
            quits.add(Files.exists(trigger) ? pid : -1);
            listen(FakeJvm.dump("Main.main(Main.java:12)"));
        });
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
        assertThat(quits).containsExactly(FakeJvm.PID);
        assertThat(trigger).doesNotExist();
    }

    @Test
    void sends_no_second_signal_to_one_that_is_slow_to_listen() throws Exception {
        start(quits::add);
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(new JavaFrames.Unknown("the virtual machine has not begun to listen yet"));
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(new JavaFrames.Unknown("the virtual machine has not begun to listen yet"));
        assertThat(jvm.jvm().trigger()).exists();
        listen(FakeJvm.dump("Main.main(Main.java:12)"));
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
        assertThat(quits).containsExactly(FakeJvm.PID);
        assertThat(jvm.jvm().trigger()).doesNotExist();
    }

    private void assertNoSignal(String reason) throws InterruptedException {
        start(quits::add);
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(new JavaFrames.Unknown(reason));
        assertThat(quits).as("SIGQUITs").isEmpty();
        assertThat(jvm.jvm().trigger()).doesNotExist();
    }

    @Test
    void sends_no_signal_to_one_that_would_die_of_it() throws Exception {
        jvm.status(0);
        assertNoSignal("the virtual machine does not handle SIGQUIT, by which it is told to listen");
    }

    @Test
    void sends_no_signal_to_one_that_is_still_starting() throws Exception {
        jvm.write("task/71/comm", "VM Thread\n");
        assertNoSignal("the virtual machine is still starting");
    }

    @Test
    void sends_no_signal_to_one_whose_options_forbid_it() throws Exception {
        jvm.write("environ", "PATH=/bin\0JAVA_TOOL_OPTIONS=-Dx=y -XX:+DisableAttachMechanism\0");
        assertNoSignal("-XX:+DisableAttachMechanism keeps the virtual machine from telling them");
    }

    @Test
    void sends_no_signal_to_one_whose_options_are_not_known() throws Exception {
        jvm.write("cmdline", "java\0@options\0Main\0");
        assertNoSignal(
                "the virtual machine has no performance data (-XX:-UsePerfData), and has options in files, so whether"
                        + " it can be attached to is not known");
    }

    @Test
    void does_not_take_the_socket_of_a_killed_predecessor_for_one_that_is_listened_at() throws Exception {
        jvm.write("task/71/comm", "VM Thread\n");
        jvm.leaveSocket();
        start(pid -> {
            quits.add(pid);
            listen(FakeJvm.dump("Main.main(Main.java:12)"));
        });
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(new JavaFrames.Unknown("the virtual machine is still starting"));
        // As it does when it has come so far.
        Files.delete(jvm.jvm().socket());
        jvm.write("task/71/comm", "Service Thread\n");
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
        assertThat(quits).containsExactly(FakeJvm.PID);
    }

    @Test
    void says_that_a_virtual_machine_has_ceased_to_listen() throws Exception {
        listen(FakeJvm.dump("Main.main(Main.java:12)"));
        start(quits::add);
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(known("Main.main(Main.java:12)"));
        Files.delete(jvm.jvm().socket());
        ask(FakeJvm.TID);
        assertThat(answer()).isEqualTo(new JavaFrames.Unknown("the virtual machine does not listen any more"));
        assertThat(quits).isEmpty();
    }

    @Test
    void answers_nobody_any_more_when_it_is_closed() throws Exception {
        start(quits::add);
        asker.close();
        asker.awaitEnd();
        assertThat(asker.hasEnded()).isTrue();
        assertThat(asker.ask(FakeJvm.TID, false, answers::add)).isFalse();
        assertThat(answers).isEmpty();
    }
}
