package dev.ringfence.recording;

import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.syscall.expression.CallFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What expressions may ask about the calls of a recording. Follows its events, oldest first: asks {@link #of} about a call
 * before it is told of it by {@link #apply}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EventFacts {
    private final Map<Pid, KnownProcess> processes = new HashMap<>();
    private final ThreadNames names;
    private final List<String> gaps;

    /**
     * Begins.
     *
     * @param worker the traced process
     * @param open what its descriptors stand for at the start, as links
     * @param names of all threads
     * @param gaps of the recording
     */
    public EventFacts(Pid worker, Map<Integer, String> open, ThreadNames names, List<Gap> gaps) {
        this.names = names;
        this.gaps = gaps.stream()
                .filter(gap -> gap.concern() == Concern.DESCRIPTORS)
                .map(Gap::text)
                .toList();
        processes.put(worker, KnownProcess.worker(open));
    }

    /** Returns those of a recording. */
    static EventFacts of(Recording recording) {
        ThreadNames names = new ThreadNames();
        try (Stream<TraceEvent> all = recording.allEvents()) {
            all.forEachOrdered(names::add);
        }
        Map<Integer, String> open = new HashMap<>();
        recording.before().targets().forEach((fd, target) -> open.put(fd, target.link()));
        return new EventFacts(
                new Pid(recording.workerPid()),
                open,
                names,
                recording.completeness().gaps());
    }

    /** Returns what is known of a call, before anything that comes after it. */
    public CallFacts of(SyscallEvent call) {
        return new RecordedCall(
                call,
                process(call.actor().process()),
                names.of(call.actor().thread().value()),
                gaps);
    }

    private KnownProcess process(Pid pid) {
        return processes.computeIfAbsent(pid, unknown -> KnownProcess.unknown());
    }

    /** Takes note of what has happened. */
    public void apply(TraceEvent event) {
        if (event instanceof SyscallEvent call) {
            process(call.actor().process()).apply(call);
        } else if (event instanceof ProcessStarted started) {
            processes.put(started.child(), process(started.parent().process()).child());
        } else if (event instanceof ProgramExecuted executed) {
            KnownProcess process = process(executed.process());
            if (executed.program().startsWith("(")) process.executesUnknown();
            else process.executes(executed.program());
        } else if (event instanceof ProcessEnded ended) {
            processes.remove(ended.process());
        }
    }
}
