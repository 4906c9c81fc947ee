package dev.ringfence.recording.text;

import dev.ringfence.event.Actor;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Renders events as strace would, one a line: time into the window, thread, call with arguments, result.
 *
 * <pre>
 *  0.412 ms  "main" (tid 4712)         openat("/tmp/upload-7731", O_WRONLY|O_CREAT|O_EXCL, 0666) = 41
 * 12.040 ms  "http-worker" (tid 4720)  connect(42, 127.0.0.1:8080) = -1 ECONNREFUSED
 * </pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EventText {
    private EventText() {}

    /**
     * Returns one line for each event, in aligned columns.
     *
     * @param startNanos when the window opened
     */
    public static List<String> lines(List<? extends TraceEvent> events, long startNanos) {
        int timeWidth = 0;
        int whoWidth = 0;
        for (TraceEvent event : events) {
            timeWidth = Math.max(timeWidth, time(event, startNanos).length());
            whoWidth = Math.max(whoWidth, who(event).length());
        }
        List<String> lines = new ArrayList<>();
        for (TraceEvent event : events) {
            String time = time(event, startNanos);
            String who = who(event);
            lines.add(" ".repeat(timeWidth - time.length()) + time + "  " + who + " ".repeat(whoWidth - who.length())
                    + "  " + what(event));
        }
        return lines;
    }

    /** Returns how far into the window the event was, such as {@code 12.040 ms}. */
    public static String time(TraceEvent event, long startNanos) {
        return String.format(Locale.ROOT, "%.3f ms", (event.atNanos() - startNanos) / 1e6);
    }

    /** Returns whose doing the event was, such as {@code "main" (tid 4712)}. */
    public static String who(TraceEvent event) {
        if (event instanceof SyscallEvent call) return who(call.actor());
        if (event instanceof ProcessStarted started) return who(started.parent());
        if (event instanceof ProgramExecuted executed) return "process " + executed.process();
        if (event instanceof ProcessEnded ended) return "process " + ended.process();
        throw new IllegalStateException("no text for " + event);
    }

    private static String who(Actor actor) {
        String name = ArgumentText.quote(actor.name());
        return switch (actor.kind()) {
            case CHILD -> name + " (pid " + actor.process() + ")";
            default -> name + " (tid " + actor.thread() + ")";
        };
    }

    /** Returns what happened, such as {@code close(41) = 0}. */
    public static String what(TraceEvent event) {
        if (event instanceof SyscallEvent call) return call(call);
        if (event instanceof ProcessStarted started)
            return "started process " + started.child() + label(started.scope());
        if (event instanceof ProgramExecuted executed) return executed(executed);
        if (event instanceof ProcessEnded ended) return ended.end();
        throw new IllegalStateException("no text for " + event);
    }

    private static String call(SyscallEvent event) {
        return event.name() + "(" + String.join(", ", ArgumentText.of(event)) + ")" + result(event)
                + label(event.scope());
    }

    private static String executed(ProgramExecuted event) {
        String arguments =
                event.arguments().stream().map(ArgumentText::quote).collect(Collectors.joining(", ", " [", "]"));
        return "executed " + ArgumentText.quote(event.program()) + arguments + label(event.scope());
    }

    private static String result(SyscallEvent event) {
        Outcome outcome = event.outcome();
        if (outcome instanceof Outcome.Returned returned) return " = " + returned.value() + made(event);
        if (outcome instanceof Outcome.Failed failed)
            return " = -1 " + failed.errno().name();
        if (outcome instanceof Outcome.NeverReturned) return " = ?";
        return "";
    }

    /**
     * A call that returns its descriptors through memory, such as pipe2, shows them beside its result. A file that is not
     * where the call looked for it shows its path as strace -y would: there was a symbolic link.
     */
    private static String made(SyscallEvent event) {
        if (!(event.effect() instanceof FdEffect.Created created)) return "";
        if (created.fds().size() < 2)
            return created.file()
                    .filter(file -> !event.path().equals(Optional.of(file)))
                    .map(file -> "<" + file + ">")
                    .orElse("");
        return created.fds().stream().map(Fd::toString).collect(Collectors.joining(", ", " [", "]"));
    }

    private static String label(Scope scope) {
        return switch (scope) {
            case TEST -> "";
            case CLASS_LOADING -> "  (class loading)";
            case RUNTIME -> "  (runtime)";
            case HARNESS -> "  (harness)";
        };
    }
}
