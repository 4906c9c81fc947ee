package dev.ringfence.assertions.evidence;

import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.kernelfs.proc.ResourceLimits;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.MmapFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What in a window changed what belongs to its process, oldest first: the places in messages about what {@code /proc} shows.
 * What was not observed is missing.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ChangingCalls {
    private ChangingCalls() {}

    /**
     * Returns those that set a limit of the worker, wherever they were made.
     *
     * @param name as {@code /proc/PID/limits} has it, such as {@code Max open files}
     */
    public static List<TraceEvent> ofLimit(Recording recording, String name) {
        Optional<Integer> resource = ResourceLimits.Resource.named(name).map(ResourceLimits.Resource::number);
        return resource.map(number -> in(recording, call -> limits(call, recording.workerPid(), number)))
                .orElse(List.of());
    }

    /** prlimit(pid, resource, new, old); setrlimit(resource, new). */
    private static boolean limits(SyscallEvent call, int worker, int resource) {
        if (call.name().equals("setrlimit"))
            return isBy(call, worker) && call.arguments().get(0) == resource;
        if (!call.name().equals("prlimit64")) return false;
        long of = call.arguments().get(0) == 0
                ? call.actor().process().value()
                : call.arguments().get(0);
        return of == worker
                && call.arguments().get(1) == resource
                && call.arguments().get(2) != 0;
    }

    /** Returns those that set the umask of the worker. */
    public static List<TraceEvent> ofUmask(Recording recording) {
        return in(recording, call -> isBy(call, recording.workerPid(), Set.of("umask")));
    }

    /** Returns those that set the working directory of the worker. */
    public static List<TraceEvent> ofWorkingDirectory(Recording recording) {
        return in(recording, call -> isBy(call, recording.workerPid(), Set.of("chdir", "fchdir")));
    }

    /** Returns those by which the worker shares memory with a file. A file that is mapped privately is not among them. */
    public static List<TraceEvent> ofMapping(Recording recording, String path) {
        List<TraceEvent> calls = new ArrayList<>();
        SeenCall.each(
                recording,
                seen -> seen.call()
                        .filter(call -> succeeded(call)
                                && isBy(call, recording.workerPid(), Set.of("mmap"))
                                && shares(seen, call, path))
                        .ifPresent(calls::add));
        return calls;
    }

    /** mmap(address, length, protection, flags, fd, offset). */
    private static boolean shares(SeenCall seen, SyscallEvent call, String path) {
        return MmapFlags.sharesFile(call.arguments().get(3))
                && seen.held(call.arguments().get(4).intValue()) instanceof Held.Open open
                && open.files().contains(path);
    }

    /** Returns the last start of a process with this number; numbers are given out again. */
    public static List<TraceEvent> startOf(Recording recording, int pid) {
        try (Stream<TraceEvent> all = recording.allEvents()) {
            return all.filter(event -> event instanceof ProcessStarted started
                            && started.child().value() == pid)
                    .reduce((earlier, later) -> later)
                    .map(List::of)
                    .orElse(List.of());
        }
    }

    private static boolean succeeded(SyscallEvent call) {
        return call.outcome() instanceof Outcome.Returned;
    }

    private static boolean isBy(SyscallEvent call, int process, Set<String> names) {
        return names.contains(call.name()) && isBy(call, process);
    }

    private static boolean isBy(SyscallEvent call, int process) {
        return call.actor().process().value() == process;
    }

    private static List<TraceEvent> in(Recording recording, Predicate<SyscallEvent> changes) {
        List<TraceEvent> calls = new ArrayList<>();
        SeenCall.each(
                recording,
                seen -> seen.call()
                        .filter(call -> succeeded(call) && changes.test(call))
                        .ifPresent(calls::add));
        return calls;
    }
}
