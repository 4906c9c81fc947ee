package dev.ringfence.assertions.evidence;

import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.Sites;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.FamilyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Where in the program something was done: a call of the program itself at its own stack, what another process did at that
 * of the call that started the process.
 *
 * @param call whose stack was taken
 * @param process that was started there; 0 where the call itself is what was done
 * @param doer the process that did it, which may have been started by that one
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Place(SyscallEvent call, int process, int doer) {
    /** No program starts programs more deeply than that, and a recording that says so is damaged. */
    private static final int DEEPEST = 64;

    public Place {
        Objects.requireNonNull(call, "call");
    }

    /** Returns where an event was made, if that is known. */
    public static Optional<Place> of(Recording recording, TraceEvent event) {
        if (event instanceof SyscallEvent call && isTold(call)) return Optional.of(new Place(call, 0, 0));
        int doer = doer(event);
        if (event instanceof ProcessStarted started && doer == recording.workerPid())
            return start(recording, event, started.child().value()).map(call -> new Place(call, 0, 0));
        int pid = doer;
        for (int depth = 0; depth < DEEPEST && pid != 0 && pid != recording.workerPid(); depth++) {
            Optional<SyscallEvent> start = start(recording, event, pid);
            if (start.isPresent()) return Optional.of(new Place(start.get(), pid, doer));
            pid = parent(recording, event, pid);
        }
        return Optional.empty();
    }

    private static boolean isTold(SyscallEvent call) {
        return call.stack() instanceof JavaStack.Taken;
    }

    private static int doer(TraceEvent event) {
        if (event instanceof SyscallEvent call) return call.actor().process().value();
        if (event instanceof ProcessStarted started)
            return started.parent().process().value();
        return event instanceof ProgramExecuted executed ? executed.process().value() : 0;
    }

    /** Returns the last call before the event that started a process with this number; numbers are given out again. */
    private static Optional<SyscallEvent> start(Recording recording, TraceEvent event, int pid) {
        return recording.events().stream()
                .flatMap(each -> each instanceof SyscallEvent call ? Stream.of(call) : Stream.empty())
                // A vfork(2) ends after its child has begun: what counts is when it was entered.
                .filter(call -> call.atNanos() <= event.atNanos() && isTold(call) && started(call) == pid)
                .reduce((earlier, later) -> later);
    }

    private static long started(SyscallEvent call) {
        boolean starts = FamilyTable.get("forks").members().contains(call.name());
        return starts && call.outcome() instanceof Outcome.Returned result ? result.value() : 0;
    }

    private static int parent(Recording recording, TraceEvent event, int pid) {
        return recording.events().stream()
                .flatMap(each -> each instanceof ProcessStarted started ? Stream.of(started) : Stream.empty())
                .filter(started ->
                        started.atNanos() <= event.atNanos() && started.child().value() == pid)
                .reduce((earlier, later) -> later)
                .map(started -> started.parent().process().value())
                .orElse(0);
    }

    /** Returns what was done there, such as {@code connect was called}. */
    public String what() {
        return process == 0 ? call.name() + " was called" : "process " + process + " was started";
    }

    /** Returns the stack. */
    public JavaStack.Taken stack() {
        return (JavaStack.Taken) call.stack();
    }

    /** Returns the lines that say it, such as {@code at com.example.Mailer.connect(Mailer.java:31)}. */
    public List<String> lines() {
        String where = process == 0
                ? "at "
                : (doer == process ? "in process " : "in a process that came from process ") + process
                        + ", started at ";
        List<String> lines = new ArrayList<>(List.of(where + site()));
        Sites.creator(call)
                .filter(creator -> !calledFrom().equals(Optional.of(creator)))
                .ifPresent(creator -> lines.add("created at " + creator));
        Sites.directCaller(call).ifPresent(caller -> lines.add("called from " + caller));
        calledFrom().ifPresent(caller -> lines.add("called from " + caller));
        return lines;
    }

    /** Returns the line of the program. */
    String site() {
        return Sites.of(call).label();
    }

    /** Returns the line of the test that led there, where it is not in the same class. */
    Optional<String> calledFrom() {
        return Sites.caller(call);
    }
}
