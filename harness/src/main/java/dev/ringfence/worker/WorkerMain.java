package dev.ringfence.worker;

import dev.ringfence.channel.AnswerChannel;
import dev.ringfence.channel.ChannelException;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.jupiter.ReportWriter;
import dev.ringfence.jupiter.WindowSource;
import dev.ringfence.recording.codec.RecordingCodec;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apiguardian.api.API;

/**
 * The traced JVM. It connects, proves that it is seen, runs the tests that it is sent, on this thread, and exits in an
 * orderly way when it is told to. It never outlives its connection.
 *
 * <p>The system property {@code ringfence.worker} is {@code true} in it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WorkerMain {
    /** Set to {@code true} in a worker. */
    public static final String WORKER_PROPERTY = "ringfence.worker";

    /** Exit code of a worker that could not start, or whose connection was lost. */
    public static final int FAILED = 71;

    private static final Duration ORDERLY = Duration.ofSeconds(2);
    // The tracer settles for some seconds at most, and the machine may be busy.
    private static final Duration RECORDING = Duration.ofMinutes(2);

    private final WorkerLink link;
    private final WindowClient windows;

    private WorkerMain(WorkerLink link, WindowClient windows) {
        this.link = link;
        this.windows = windows;
    }

    /**
     * Runs a worker.
     *
     * @param arguments a properties file, which becomes system properties and is deleted, and the tracer's socket
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            throw new HarnessException(
                    "expected the arguments <properties file> <socket> but was " + List.of(arguments));
        }
        adoptProperties(Path.of(arguments[0]));
        System.setProperty(WORKER_PROPERTY, "true");
        System.exit(connect(Path.of(arguments[1])).serve());
    }

    static void adoptProperties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Files.delete(file);
        System.getProperties().putAll(properties);
    }

    private static WorkerMain connect(Path socket) {
        HarnessThreads threads = new HarnessThreads();
        WindowClient windows = new WindowClient(new Marker()::mark, RECORDING);
        StackSampler sampler = new StackSampler(new LazyDumps(), new VirtualThreads());
        KernelThread main = KernelThread.current();
        sampler.learn(main.tid(), Thread.currentThread());
        FrameChannel channel = FrameChannel.connect(socket, threads.factory("channel-writer"));
        WorkerLink link = new WorkerLink(channel, windows, WorkerMain::die);
        Thread reader = threads.factory("channel-reader").newThread(link::readAll);
        AnswerChannel questions = AnswerChannel.connect(socket);
        Thread answering = threads.factory("stacks").newThread(() -> answer(questions, sampler, link));
        Thread primer = threads.factory("primer").newThread(() -> {
            sampler.prime();
            RecordingCodec.load();
        });
        Thread jupiter = threads.factory("jupiter-primer").newThread(JupiterPrimer::prime);
        primer.start();
        jupiter.start();
        reader.start();
        // Nothing is asked before the tracer knows whose threads these are: after Hello.
        answering.start();
        link.send(new Frame.Hello(main.pid(), threads.tids()));
        return new WorkerMain(link, windows);
    }

    /** The tracer holds a thread while it waits for an answer, so nothing else is done on this thread. */
    private static void answer(AnswerChannel questions, StackSampler sampler, WorkerLink link) {
        try (questions) {
            questions.answerAll(sampler::answer);
        } catch (ChannelException | HarnessException e) {
            link.send(WorkerLink.failure(e));
        }
    }

    /** Returns the exit code. */
    private int serve() throws InterruptedException {
        try (TestRunner runner = new TestRunner(link)) {
            Runtime.getRuntime().addShutdownHook(new Thread(runner::jvmEnds, HarnessThreads.PREFIX + "shutdown"));
            if (!(link.nextOrder() instanceof Frame.Welcome welcome)) return 0;
            Optional<String> missing = Canary.missing(windows);
            if (missing.isPresent()) {
                throw new HarnessException(
                        "a known call was not seen: the recording of the canary lacks " + missing.get());
            }
            WindowSource.install(windows);
            ReportWriter.install(new ReportFiles());
            if (welcome.asksForHeap()) link.send(HeapQuestion.answer(DiagnosticCommands::find));
            link.send(new Frame.WorkerReady());
            runUntilTheEnd(runner);
        } catch (RuntimeException | Error e) {
            link.send(WorkerLink.failure(e));
            link.close();
            return FAILED;
        }
        link.close();
        return 0;
    }

    private void runUntilTheEnd(TestRunner runner) throws InterruptedException {
        Frame order = link.nextOrder();
        while (order instanceof Frame.RunTests tests) {
            runner.run(tests);
            System.out.flush();
            System.err.flush();
            link.send(new Frame.RunFinished());
            order = link.nextOrder();
        }
    }

    /** The connection is lost: nobody wants this JVM any more. Shutdown hooks get a moment, then it is over. */
    private static void die() {
        Thread orderly = new Thread(() -> System.exit(FAILED), HarnessThreads.PREFIX + "exit");
        orderly.setDaemon(true);
        orderly.start();
        try {
            orderly.join(ORDERLY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
