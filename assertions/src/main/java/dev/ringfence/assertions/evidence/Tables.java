package dev.ringfence.assertions.evidence;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The descriptor tables of the worker and of the processes that came from it in the window, folded from events: what each
 * number stands for after those that were applied. Not thread-safe.
 */
final class Tables {
    private final Map<Pid, Table> tables = new HashMap<>();
    private final Map<Pid, String> programs = new HashMap<>();

    /** Begins with nothing known. */
    Tables() {}

    /** Begins with the worker's table as the window found it. */
    Tables(Recording recording) {
        Table worker = new Table();
        recording.before().targets().forEach((fd, target) -> worker.before(fd, target.link()));
        tables.put(new Pid(recording.workerPid()), worker);
    }

    // --- Queries ---

    /** Returns what a number stands for. */
    Held held(Pid process, int fd) {
        Table table = tables.get(process);
        return table == null ? new Held.Unknown() : table.held(fd);
    }

    /** Returns the numbers from the first to the last that are open, ascending. */
    List<Integer> openIn(Pid process, int first, int last) {
        Table table = tables.get(process);
        return table == null ? List.of() : table.openIn(first, last);
    }

    /** Returns whether the process is the worker or came from it in the window. */
    boolean knows(Pid process) {
        return tables.containsKey(process);
    }

    /** Returns the program that a process executed in the window, or was forked from. */
    Optional<String> program(Pid process) {
        return Optional.ofNullable(programs.get(process));
    }

    // --- Folding ---

    /** Takes the next event. */
    void apply(TraceEvent event) {
        if (event instanceof SyscallEvent call) apply(call);
        else if (event instanceof ProcessStarted started) start(started);
        else if (event instanceof ProgramExecuted executed) execute(executed);
        else if (event instanceof ProcessEnded ended) end(ended.process());
    }

    /** Its number may be given to another process. */
    private void end(Pid process) {
        tables.remove(process);
        programs.remove(process);
    }

    private void apply(SyscallEvent call) {
        rename(call);
        Table table = tables.get(call.actor().process());
        if (table == null) return;
        FdEffect effect = call.effect();
        if (effect instanceof FdEffect.Created created) {
            Held.Open open = new Held.Open(created.kind(), files(call, created), call);
            for (Fd fd : created.fds()) table.open(fd.value(), open);
        } else if (effect instanceof FdEffect.Duplicated copied) {
            table.copy(copied, call);
        } else if (effect instanceof FdEffect.Closed closed) {
            table.close(closed.fd().value(), call);
        } else if (effect instanceof FdEffect.ClosedRange range) {
            table.closeRange(range, call);
        }
    }

    private static List<String> files(SyscallEvent call, FdEffect.Created created) {
        if (created.kind() != FdKind.FILE) return List.of();
        return Stream.concat(created.file().stream(), call.path().stream())
                .filter(KernelPath::isFile)
                .map(KernelPath::normal)
                .distinct()
                .toList();
    }

    private void start(ProcessStarted started) {
        Table parent = tables.get(started.parent().process());
        if (parent != null) tables.put(started.child(), new Table(parent));
        program(started.parent().process()).ifPresent(program -> programs.put(started.child(), program));
    }

    private void execute(ProgramExecuted executed) {
        programs.put(executed.process(), executed.program());
        Table before = tables.get(executed.process());
        executed.inherited()
                .ifPresentOrElse(
                        inherited -> tables.put(executed.process(), Table.of(inherited, before)),
                        () -> tables.remove(executed.process()));
    }

    /** What is open keeps being the same file under its new name. */
    private void rename(SyscallEvent call) {
        String from = call.pathArgument();
        String to = call.otherPath();
        if (from == null || to == null || !call.name().startsWith("rename")) return;
        if (!(call.outcome() instanceof Outcome.Returned)) return;
        String old = KernelPath.normal(from);
        String now = KernelPath.normal(to);
        tables.values().forEach(table -> table.rename(old, now));
    }
}
