package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Works;
import java.util.function.Supplier;

/** Whether a process can be traced as a worker is. */
record TraceProbe(TracingProbe attempt, Supplier<Surroundings> surroundings) implements Probe {

    static final String NAME = "tracing";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProbeResult run() {
        return attempt.attempt()
                .<ProbeResult>map(failure -> TracingDiagnosis.explain(name(), failure, surroundings.get()))
                .orElseGet(() -> new Works(name(), "a child was traced, filtered and seen to call execve"));
    }
}
