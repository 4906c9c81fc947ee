package dev.ringfence.session;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.HarnessException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One worker that is ready. Used by one thread. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Worker {
    /** How often a run asks whether it is cancelled while nothing happens. */
    private static final Duration ASK = Duration.ofMillis(250);
    /** For shutdown hooks: agents write their files in them. */
    private static final Duration ORDERLY_END = Duration.ofSeconds(30);

    private static final Duration KILL = Duration.ofSeconds(10);
    private static final int TAIL_BYTES = 16 << 10;

    private final TracerProcess tracer;
    private final RunListener listener;
    private final OutputTail tail = new OutputTail(TAIL_BYTES);
    private Frame.@Nullable WorkerFailed failed;
    private boolean ending;
    private boolean gone;
    private final List<Frame.TestEvent> held = new ArrayList<>();

    Worker(TracerProcess tracer, RunListener listener) {
        this.tracer = tracer;
        this.listener = listener;
    }

    /** Waits until the worker's process, which was asked for, is ready for tests. */
    StartOutcome awaitReady(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (true) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                Optional<Frame> next = left.isNegative()
                        ? Optional.empty()
                        : tracer.connection().next(left);
                if (next.isEmpty()) {
                    return new StartOutcome.NotStarted(notReady(deadline));
                }
                Frame frame = next.get();
                if (frame instanceof Frame.WorkerReady) {
                    return new StartOutcome.Started(this);
                }
                if (frame instanceof Frame.Unavailable said) {
                    return new StartOutcome.Unavailable(said.reason(), said.remedy());
                }
                Optional<WorkerDeath> death = handle(frame);
                if (death.isPresent()) {
                    return new StartOutcome.NotStarted(new HarnessException(
                            "the forked JVM did not start: it " + DeathText.describe(death.get())));
                }
            }
        } catch (TracerLostException e) {
            return new StartOutcome.TracerLost(lost(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tracer.close();
            return new StartOutcome.NotStarted(new HarnessException("interrupted while the forked JVM started", e));
        }
    }

    private HarnessException notReady(Duration deadline) throws InterruptedException, TracerLostException {
        Optional<WorkerDeath> death = kill();
        return new HarnessException("the forked JVM did not get ready within " + deadline.toSeconds()
                + " s (ringfence.start.timeout) and was killed"
                + death.map(DeathText::lastOutput).orElse(""));
    }

    /** Runs tests and waits until they have finished, or until the worker is gone. */
    public RunOutcome run(Frame.RunTests tests) {
        try {
            tracer.connection().send(tests);
            while (!listener.isCancelled()) {
                Optional<Frame> frame = tracer.connection().next(ASK);
                if (frame.isPresent() && frame.get() instanceof Frame.RunFinished) {
                    return new RunOutcome.Finished();
                }
                Optional<WorkerDeath> death = frame.isPresent() ? handle(frame.get()) : Optional.empty();
                if (death.isPresent()) {
                    return new RunOutcome.WorkerDied(death.get());
                }
            }
            kill();
            return new RunOutcome.Cancelled();
        } catch (TracerLostException e) {
            return new RunOutcome.TracerLost(lost(e));
        } catch (InterruptedException e) {
            tracer.close();
            Thread.currentThread().interrupt();
            return new RunOutcome.Cancelled();
        }
    }

    /** Asks the worker to exit, with its shutdown hooks. What it takes is over sooner if {@link #end} comes later. */
    public void beginEnd() {
        if (gone || ending) return;
        tracer.connection().send(new Frame.EndWorker());
        ending = true;
    }

    /**
     * Asks the worker to exit, with its shutdown hooks, and waits for it.
     *
     * @return how it ended when that was not an exit with code 0
     */
    public Optional<WorkerDeath> end() {
        if (gone) {
            return Optional.empty();
        }
        try {
            beginEnd();
            Optional<WorkerDeath> death = awaitEnd(ORDERLY_END);
            if (death.isEmpty()) {
                death = kill();
            }
            return death.filter(one -> one.code() != 0 || one.failure() != null);
        } catch (TracerLostException e) {
            HarnessException failure = lost(e);
            return Optional.of(
                    new WorkerDeath(-1, null, "was lost with its tracer", tail.lines(), failure.getMessage()));
        } catch (InterruptedException e) {
            tracer.close();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<WorkerDeath> kill() throws InterruptedException, TracerLostException {
        tracer.connection().send(new Frame.KillWorker());
        Optional<WorkerDeath> death = awaitEnd(KILL);
        if (death.isEmpty()) {
            throw new TracerLostException("it did not kill a worker within " + KILL.toSeconds() + " s");
        }
        return death;
    }

    private Optional<WorkerDeath> awaitEnd(Duration deadline) throws InterruptedException, TracerLostException {
        long end = System.nanoTime() + deadline.toNanos();
        while (!gone) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            Optional<Frame> frame =
                    left.isNegative() ? Optional.empty() : tracer.connection().next(left);
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            Optional<WorkerDeath> death = handle(frame.get());
            if (death.isPresent()) {
                return death;
            }
        }
        return Optional.empty();
    }

    /** Handles what may come at any time; returns the death of the worker if this is it. */
    private Optional<WorkerDeath> handle(Frame frame) throws TracerLostException, InterruptedException {
        if (frame instanceof Frame.Output output) {
            tail.add(output.bytes(), output.bytes().length);
            listener.output(output.error(), output.bytes());
        } else if (frame instanceof Frame.TestEvent event) {
            held.clear();
            listener.event(event);
        } else if (frame instanceof Frame.HeldEvent event) {
            held.add(event.event());
        } else if (frame instanceof Frame.WorkerEnded ended) {
            gone = true;
            tellHeld();
            return Optional.of(death(ended));
        } else if (frame instanceof Frame.TracerFailed fault) {
            throw new TracerLostException(DeathText.fault(fault));
        } else if (frame instanceof Frame.WorkerFailed fault) {
            failed = fault;
            // It is to exit by itself; where its own fault keeps it from that, it must not hang.
            return gone ? Optional.empty() : awaitEndOrKill();
        } else if (!(frame instanceof Frame.WorkerStarted)) {
            throw new TracerLostException(
                    "it sent a frame that is out of place: " + frame.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private Optional<WorkerDeath> awaitEndOrKill() throws InterruptedException, TracerLostException {
        Optional<WorkerDeath> death = awaitEnd(KILL);
        return death.isPresent() ? death : kill();
    }

    private WorkerDeath death(Frame.WorkerEnded ended) {
        Frame.WorkerFailed fault = failed;
        return new WorkerDeath(
                ended.code(),
                ended.signal(),
                ended.description(),
                tail.lines(),
                fault == null ? null : fault.message() + "\n" + fault.stackTrace());
    }

    /** What the worker held back is all that is known of these tests: suspicions that nobody can confirm any more. */
    private void tellHeld() {
        held.forEach(listener::event);
        held.clear();
    }

    private HarnessException lost(TracerLostException reason) {
        gone = true;
        tellHeld();
        HarnessException failure = tracer.lost(reason);
        tracer.close();
        return failure;
    }
}
