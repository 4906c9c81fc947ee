package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.Works;

/** Whether the JVM runs on Linux, which it knows from its build. */
record OperatingSystemProbe(String osName) implements Probe {

    @Override
    public String name() {
        return "operating system";
    }

    @Override
    public ProbeResult run() {
        if (osName.equals("Linux")) return new Works(name(), "Linux");
        return new Fails(
                name(),
                "this is " + (osName.isEmpty() ? "not Linux" : osName) + ", and system calls are traced on Linux only",
                "run the traced tests on Linux: in CI, in a virtual machine, or in a container");
    }
}
