package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.NotTried;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the probes in the order in which they build on each other; what builds on a failure is not tried. */
public final class Doctor {
    private final List<Probe> probes;

    /** Makes a doctor with these probes, each of which needs what the ones before it found to work. */
    public Doctor(List<Probe> probes) {
        this.probes = List.copyOf(probes);
    }

    /** Returns a doctor that examines this machine. */
    public static Doctor ofThisMachine() {
        return new Doctor(List.of(
                new OperatingSystemProbe(System.getProperty("os.name", "")),
                new ArchitectureProbe(System.getProperty("os.arch", "")),
                new ShellProbe(ShellProbe.SHELL),
                new ProcProbe(SurroundingsReader.ofThisMachine()),
                new TraceProbe(new LiveTracingProbe(), SurroundingsReader.ofThisMachine())));
    }

    /** Returns a doctor that looks at what needs no attempt. What else there is shows when the first worker is started. */
    public static Doctor atAGlance() {
        return new Doctor(List.of(
                new OperatingSystemProbe(System.getProperty("os.name", "")),
                new ArchitectureProbe(System.getProperty("os.arch", ""))));
    }

    /** Runs them and returns the first that fails. */
    public Optional<Fails> refusal() {
        return examine().stream()
                .filter(Fails.class::isInstance)
                .map(Fails.class::cast)
                .findFirst();
    }

    /** Runs all of them and returns a result for each. */
    public List<ProbeResult> examine() {
        List<ProbeResult> results = new ArrayList<>();
        String failed = null;
        for (Probe probe : probes) {
            ProbeResult result = failed == null ? probe.run() : new NotTried(probe.name(), "needs " + failed);
            if (result instanceof Fails) failed = result.name();
            results.add(result);
        }
        return results;
    }
}
