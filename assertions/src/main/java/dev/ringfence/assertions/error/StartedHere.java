package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.ThreadLeak;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.jupiter.FailureKind;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The cause of a failure about a thread that was left running: its stack trace is that of the thread that started it, taken
 * when it did. JDK frames are kept; of a deep stack the innermost {@value #FRAMES}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StartedHere extends Throwable implements FailureKind {
    private static final long serialVersionUID = 1L;
    private static final int FRAMES = 60;

    private StartedHere(String message, List<StackTraceElement> frames) {
        super(message, null, false, true);
        setStackTrace(frames.stream().limit(FRAMES).toArray(StackTraceElement[]::new));
    }

    /** Returns the start of a thread, if its stack was taken. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Optional<Throwable> of(ThreadLeak leak) {
        ThreadStart start = leak.thread().start();
        if (start == null || !(start.stack() instanceof JavaStack.Taken taken)) return Optional.empty();
        String starter = taken.threadName().isEmpty() ? start.starter().name() : taken.threadName();
        return Optional.of(new StartedHere(leak.name() + " was started here by \"" + starter + "\"", taken.frames()));
    }

    /** The stack is the starter's, so this thread's is not walked. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public Kind kind() {
        return Kind.LEAK;
    }
}
