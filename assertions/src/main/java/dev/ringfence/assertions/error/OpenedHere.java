package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Leak;
import dev.ringfence.event.JavaStack;
import dev.ringfence.jupiter.FailureKind;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The cause of a leak's failure: its stack trace is that of the thread that opened the descriptor, taken while the
 * kernel held it at the exit of the call. JDK frames are kept;
 * of a deep stack the innermost {@value #FRAMES}. A call whose stack could not be taken leaves it empty, and the
 * message says why.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OpenedHere extends Throwable implements FailureKind {
    private static final long serialVersionUID = 1L;
    private static final int FRAMES = 60;

    private OpenedHere(String message, List<StackTraceElement> frames) {
        super(message, null, false, true);
        setStackTrace(frames.stream().limit(FRAMES).toArray(StackTraceElement[]::new));
    }

    /** Returns the opening of a leaked descriptor. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static OpenedHere of(Leak leak) {
        String opener = leak.event().actor().describe();
        JavaStack stack = leak.event().stack();
        if (stack instanceof JavaStack.Absent absent) {
            return new OpenedHere(
                    leak.number() + " was opened by " + opener + ", whose Java stack is not known: " + absent.reason(),
                    List.of());
        }
        JavaStack.Taken taken = (JavaStack.Taken) stack;
        String name = taken.threadName().isEmpty() ? leak.event().actor().name() : taken.threadName();
        return new OpenedHere(leak.number() + " was opened here by \"" + name + "\"", taken.frames());
    }

    /** The stack is the opener's, so this thread's is not walked. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public Kind kind() {
        return Kind.LEAK;
    }
}
