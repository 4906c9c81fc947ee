package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.Works;

/** Whether the JVM is of an architecture whose registers and system calls are known here. */
record ArchitectureProbe(String osArch) implements Probe {

    @Override
    public String name() {
        return "architecture";
    }

    @Override
    public ProbeResult run() {
        // The JDK's own names: amd64 on Linux, x86_64 on macOS.
        if (osArch.equals("amd64") || osArch.equals("x86_64")) return new Works(name(), "x86_64");
        return new Fails(
                name(),
                "this JVM is for " + (osArch.isEmpty() ? "an unknown architecture" : osArch)
                        + ", and only the system calls of x86_64 are known",
                "run the traced tests with an x86_64 JVM on an x86_64 machine");
    }
}
