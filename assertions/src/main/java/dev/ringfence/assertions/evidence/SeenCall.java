package dev.ringfence.assertions.evidence;

import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * An event of a recording, with the descriptor tables of that moment. Of use only while it is handed over.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SeenCall {
    private final TraceEvent event;
    private final Tables tables;

    private SeenCall(TraceEvent event, Tables tables) {
        this.event = Objects.requireNonNull(event, "event");
        this.tables = tables;
    }

    /** Hands over all events of a recording, oldest first, those in files too. */
    public static void each(Recording recording, Consumer<SeenCall> consumer) {
        each(recording, consumer, unfinished -> {});
    }

    /** Hands over all events, and then the calls that had not returned when the window ended. */
    public static void each(Recording recording, Consumer<SeenCall> consumer, Consumer<SeenCall> unfinished) {
        Tables tables = new Tables(recording);
        try (Stream<TraceEvent> all = recording.allEvents()) {
            all.forEachOrdered(event -> {
                consumer.accept(new SeenCall(event, tables));
                tables.apply(event);
            });
        }
        recording.unfinished().forEach(call -> unfinished.accept(new SeenCall(call, tables)));
    }

    /** Returns an event of which nothing is known but itself. */
    public static SeenCall alone(TraceEvent event) {
        return new SeenCall(event, new Tables());
    }

    /** Returns the event. */
    public TraceEvent event() {
        return event;
    }

    /** Returns the event, if it is a system call. */
    public Optional<SyscallEvent> call() {
        return event instanceof SyscallEvent call ? Optional.of(call) : Optional.empty();
    }

    /** Returns the event, if it is a system call and the test's doing. */
    public Optional<SyscallEvent> judgedCall() {
        return call().filter(call -> call.scope().isJudged());
    }

    /** Returns whether it is the test's doing. */
    public boolean isJudged() {
        if (event instanceof SyscallEvent call) return call.scope().isJudged();
        if (event instanceof ProcessStarted started) return started.scope().isJudged();
        return event instanceof ProgramExecuted executed && executed.scope().isJudged();
    }

    /** Returns the process that did it. */
    public Pid process() {
        if (event instanceof SyscallEvent call) return call.actor().process();
        if (event instanceof ProcessStarted started) return started.parent().process();
        if (event instanceof ProgramExecuted executed) return executed.process();
        return ((ProcessEnded) event).process();
    }

    /** Returns what a number stood for in that process before the event. */
    public Held held(int fd) {
        return tables.held(process(), fd);
    }

    /** Returns the numbers from the first to the last that were open in that process before the event. */
    public List<Integer> openIn(int first, int last) {
        return tables.openIn(process(), first, last);
    }

    /** Returns whether it is known what the process had open. */
    boolean knowsProcess() {
        return tables.knows(process());
    }

    /** Returns the program that the process had executed, if that was in the window. */
    Optional<String> program() {
        return tables.program(process());
    }
}
