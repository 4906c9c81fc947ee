package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processes that were started and have not ended. */
final class LeftChildren implements Watcher {
    private final Map<Pid, ProcessStarted> alive = new LinkedHashMap<>();
    private final Map<Pid, String> programs = new HashMap<>();

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        if (seen.event() instanceof ProcessStarted started && seen.isJudged()) alive.put(started.child(), started);
        else if (seen.event() instanceof ProgramExecuted executed) programs.put(executed.process(), executed.program());
        else if (seen.event() instanceof ProcessEnded ended) ended(ended.process());
    }

    /** Its number may be given to another process. */
    private void ended(Pid process) {
        alive.remove(process);
        programs.remove(process);
    }

    @Override
    public void end(Findings.Collector found) {
        alive.forEach((pid, started) -> {
            String program = programs.get(pid);
            Sighting sighting = Sighting.of(started);
            found.offence(
                    program == null
                            ? new Offence(sighting, List.of("process " + pid))
                            : new Offence(sighting.noting("which runs " + program), ProcessRules.names(program)));
        });
    }
}
