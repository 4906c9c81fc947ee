package dev.ringfence.environment;

import java.util.Optional;

/** Traces a process from its start to its end, as a worker would be. */
@FunctionalInterface
public interface TracingProbe {

    /** Returns what was refused, or empty when a known call of the process was seen. Leaves no process behind. */
    Optional<TracingFailure> attempt();
}
