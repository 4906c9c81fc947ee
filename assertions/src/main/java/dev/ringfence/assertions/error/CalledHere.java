package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Place;
import dev.ringfence.event.Actor;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The cause of a failure about calls: its stack trace is that of the thread that made the first of them, or that started the
 * process which made it, taken while the kernel held it. Calls that most programs make often, such as reads, have none.
 * JDK frames are kept; of a deep stack the innermost {@value #FRAMES}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CalledHere extends Throwable {
    private static final long serialVersionUID = 1L;
    private static final int FRAMES = 60;

    private CalledHere(String message, List<StackTraceElement> frames) {
        super(message, null, false, true);
        setStackTrace(frames.stream().limit(FRAMES).toArray(StackTraceElement[]::new));
    }

    /** Returns where an event was made, if its stack was taken. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Optional<Throwable> of(Recording recording, TraceEvent event) {
        return Place.of(recording, event).map(CalledHere::of);
    }

    private static CalledHere of(Place place) {
        SyscallEvent call = place.call();
        JavaStack.Taken taken = place.stack();
        return new CalledHere(place.what() + " here by " + name(call.actor(), taken), taken.frames());
    }

    private static String name(Actor actor, JavaStack.Taken taken) {
        return "\"" + (taken.threadName().isEmpty() ? actor.name() : taken.threadName()) + "\"";
    }

    /** The stack is the caller's, so this thread's is not walked. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
