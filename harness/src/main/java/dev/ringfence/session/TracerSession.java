package dev.ringfence.session;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.channel.WorkerSpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The one tracer of a test JVM, started when it is first needed or shortly before, and its workers, one at a time. A tracer
 * that was lost is replaced when the next worker is started.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TracerSession implements Closeable {
    private static final Duration TRACER_START = Duration.ofSeconds(60);
    /** How long to wait for a tracer that is still starting; without its channel it ends by itself. */
    private static final Duration CLOSE = Duration.ofSeconds(10);
    /** As good as none: a debugger may be attached by hand. */
    private static final Duration DEBUGGER_WAIT = Duration.ofDays(1);

    private final TracerStarter starter;
    private final Thread shutdownHook = new Thread(this::closeTracer, "ringfence-shutdown");
    private @Nullable CompletableFuture<TracerProcess> tracer;
    private boolean hooked;

    /** Makes a session; starts nothing. */
    public TracerSession() {
        this(TracerJvm::start);
    }

    TracerSession(TracerStarter starter) {
        this.starter = starter;
    }

    /** Begins to start the tracer, in the background, if there is none. */
    public synchronized void prepare() {
        CompletableFuture<TracerProcess> current = tracer;
        if (current == null || isUnusable(current)) {
            CompletableFuture<TracerProcess> started = new CompletableFuture<>();
            Thread thread = new Thread(() -> startInto(started), "ringfence-tracer-start");
            thread.setDaemon(true);
            thread.start();
            tracer = started;
            hook();
        }
    }

    private static boolean isUnusable(CompletableFuture<TracerProcess> tracer) {
        return tracer.isCompletedExceptionally()
                || (tracer.isDone() && tracer.join().isClosed());
    }

    private void startInto(CompletableFuture<TracerProcess> started) {
        try {
            started.complete(TracerProcess.start(starter, TRACER_START));
        } catch (RuntimeException | Error e) {
            started.completeExceptionally(e);
        }
    }

    private void hook() {
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
            hooked = true;
        }
    }

    /** Starts a worker and waits until it is ready. The one before must have ended. */
    public StartOutcome startWorker(WorkerSettings settings, RunListener listener) {
        TracerProcess process;
        try {
            process = current();
        } catch (CompletionException e) {
            return new StartOutcome.TracerLost(asHarnessException(e.getCause()));
        }
        Optional<Frame.Unavailable> unavailable = process.unavailable();
        if (unavailable.isPresent()) {
            return new StartOutcome.Unavailable(
                    unavailable.get().reason(), unavailable.get().remedy());
        }
        WorkerFiles files = process.nextWorkerFiles();
        try {
            WorkerSpec spec = new WorkerCommand(JvmView.current()).write(files, settings);
            process.connection().send(new Frame.StartWorker(spec));
            listener.starting();
            return new Worker(process, listener).awaitReady(settings.debug() ? DEBUGGER_WAIT : settings.startTimeout());
        } catch (IOException e) {
            return new StartOutcome.NotStarted(
                    new HarnessException("cannot write the files of the forked JVM: " + e.getMessage(), e));
        } catch (HarnessException e) {
            return new StartOutcome.NotStarted(e);
        } finally {
            delete(files);
        }
    }

    private TracerProcess current() {
        CompletableFuture<TracerProcess> current;
        synchronized (this) {
            prepare();
            current = tracer;
        }
        if (current == null) {
            throw new IllegalStateException("no tracer was prepared");
        }
        return current.join();
    }

    private static HarnessException asHarnessException(@Nullable Throwable cause) {
        return cause instanceof HarnessException failure
                ? failure
                : new HarnessException("the tracer cannot be started: " + cause, cause);
    }

    private static void delete(WorkerFiles files) {
        try {
            files.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the tracer and its worker, and removes the private directory. A later start makes new ones. */
    @Override
    public synchronized void close() {
        closeTracer();
        if (hooked && removeHook()) {
            hooked = false;
        }
    }

    private boolean removeHook() {
        try {
            return Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM shuts down already; the hook then finds nothing to do.
            return false;
        }
    }

    private void closeTracer() {
        CompletableFuture<TracerProcess> current = tracer;
        tracer = null;
        if (current == null) {
            return;
        }
        // One that failed to start has nothing to close, and said so to who wanted it.
        TracerProcess process = current.copy()
                .orTimeout(CLOSE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null)
                .join();
        if (process != null) {
            process.close();
        }
    }
}
