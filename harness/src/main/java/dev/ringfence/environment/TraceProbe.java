package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.Works;
import java.util.function.Supplier;

/** Whether a process can be traced as a worker is. */
record TraceProbe(TracingProbe attempt, Supplier<Surroundings> surroundings) implements Probe {

    @Override
    public String name() {
        return "tracing";
    }

    @Override
    public ProbeResult run() {
        return attempt.attempt()
                .<ProbeResult>map(this::explain)
                .orElseGet(() -> new Works(name(), "a child was traced, filtered and seen to call execve"));
    }

    private Fails explain(TracingFailure failure) {
        Diagnosis diagnosis = TracingDiagnosis.explain(failure, surroundings.get());
        return new Fails(name(), diagnosis.reason(), diagnosis.remedy());
    }
}
