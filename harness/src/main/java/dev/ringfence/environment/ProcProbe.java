package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.Works;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether {@code /proc} shows the descriptors of a child of this JVM. */
final class ProcProbe implements Probe {
    private final Path proc;
    private final Supplier<Surroundings> surroundings;

    ProcProbe(Supplier<Surroundings> surroundings) {
        this(Path.of("/proc"), surroundings);
    }

    ProcProbe(Path proc, Supplier<Surroundings> surroundings) {
        this.proc = proc;
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "/proc";
    }

    @Override
    public ProbeResult run() {
        if (!Files.exists(proc.resolve("self/status"))) {
            return new Fails(name(), proc + " is not mounted", "mount it, as root: mount -t proc proc " + proc);
        }
        try {
            return probeChild();
        } catch (IOException e) {
            return new Fails(
                    name(), "no child could be started to look at: " + e.getMessage(), "see what stops /bin/sh");
        }
    }

    private ProbeResult probeChild() throws IOException {
        // It waits for its input, and so for us to have looked.
        Process child = new ProcessBuilder(ShellProbe.SHELL, "-c", "read answer").start();
        Path fds = proc.resolve(child.pid() + "/fd");
        try (Stream<Path> entries = Files.list(fds)) {
            long open = entries.filter(Files::isSymbolicLink).count();
            return open > 0
                    ? new Works(name(), "shows the descriptors of a child")
                    : new Fails(name(), fds + " is empty although the child has its standard streams open", remount());
        } catch (IOException e) {
            return refused(e);
        } finally {
            child.destroyForcibly();
        }
    }

    private Fails refused(IOException refusal) {
        String hidepid = surroundings.get().hidepid();
        if (hidepid == null) {
            return new Fails(name(), "a child's descriptors may not be listed: " + refusal, remount());
        }
        return new Fails(
                name(), "it is mounted with hidepid=" + hidepid + ", which hides even a child of this JVM", remount());
    }

    private String remount() {
        return "mount it so that processes are visible, as root: mount -o remount,hidepid=0 " + proc;
    }
}
