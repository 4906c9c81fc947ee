package dev.ringfence.session;

import dev.ringfence.channel.ChannelException;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameServer;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.channel.PrivateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A running tracer with its private directory. It ends when its control channel ends, and takes all workers with it. */
final class TracerProcess implements Closeable {
    private static final Duration END = Duration.ofSeconds(5);

    private final PrivateDirectory directory;
    private final TracerStarter.Running running;
    private final TracerConnection connection;
    private final Frame.@Nullable Unavailable unavailable;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int workers;

    private TracerProcess(
            PrivateDirectory directory,
            TracerStarter.Running running,
            TracerConnection connection,
            Frame.@Nullable Unavailable unavailable) {
        this.directory = directory;
        this.running = running;
        this.connection = connection;
        this.unavailable = unavailable;
    }

    /**
     * Starts a tracer and waits until it says whether it can trace here.
     *
     * @throws HarnessException if it does not within the deadline
     */
    static TracerProcess start(TracerStarter starter, Duration deadline) {
        PrivateDirectory.sweep();
        PrivateDirectory directory = PrivateDirectory.create();
        try {
            return start(starter, deadline, directory);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static TracerProcess start(TracerStarter starter, Duration deadline, PrivateDirectory directory) {
        Path socket = directory.path().resolve("control.sock");
        try (FrameServer server = FrameServer.bind(socket)) {
            TracerStarter.Running running = starter.start(socket);
            running.onEnd(server::close);
            TracerConnection connection = null;
            try {
                connection = new TracerConnection(server.accept(deadline));
                Frame first = connection
                        .next(deadline)
                        .orElseThrow(
                                () -> new TracerLostException("it said nothing for " + deadline.toSeconds() + " s"));
                return new TracerProcess(directory, running, connection, unavailability(first));
            } catch (ChannelException | TracerLostException | InterruptedException e) {
                if (connection != null) {
                    connection.close();
                }
                running.end(Duration.ofMillis(200));
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new HarnessException("the tracer did not start: " + describe(running, e.getMessage()), e);
            }
        } catch (IOException e) {
            throw new HarnessException("the tracer's JVM cannot be started: " + e.getMessage(), e);
        }
    }

    private static Frame.@Nullable Unavailable unavailability(Frame first) throws TracerLostException {
        if (first instanceof Frame.Unavailable said) {
            return said;
        }
        if (first instanceof Frame.TracerReady) {
            return null;
        }
        if (first instanceof Frame.TracerFailed failed) {
            throw new TracerLostException(failed.message() + "\n" + failed.stackTrace());
        }
        throw new TracerLostException(
                "its first frame was a " + first.getClass().getSimpleName());
    }

    private static String describe(TracerStarter.Running running, @Nullable String reason) {
        List<String> output = running.output();
        return "it " + running.state() + "; " + reason
                + (output.isEmpty()
                        ? ""
                        : "\nIts last output:\n" + output.stream().collect(Collectors.joining("\n  ", "  ", "")));
    }

    /** Says what is known of a tracer that was lost. */
    HarnessException lost(TracerLostException reason) {
        running.end(Duration.ofSeconds(1));
        return new HarnessException("the tracer is lost: " + describe(running, reason.getMessage()), reason);
    }

    Optional<Frame.Unavailable> unavailable() {
        return Optional.ofNullable(unavailable);
    }

    TracerConnection connection() {
        return connection;
    }

    WorkerFiles nextWorkerFiles() {
        return WorkerFiles.in(directory.path(), ++workers);
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            connection.close();
            running.end(END);
            directory.close();
        }
    }
}
