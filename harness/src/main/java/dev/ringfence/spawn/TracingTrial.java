package dev.ringfence.spawn;

import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.trace.seccomp.FilterProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out whether a process can be traced here by tracing one, a shell that never gets to run anything. */
public final class TracingTrial {
    private static final int OPENAT = 257;

    private TracingTrial() {}

    /** Starts, seizes, filters and ends a shell. Returns what was refused, if anything was. */
    public static Optional<SpawnFailure> attempt(Ptrace ptrace, NativeProcess processes) {
        StoppedShell.Plan plan = new StoppedShell.Plan(List.of("/bin/true"), Map.of(), "/", -1, -1);
        try {
            StoppedShell shell = StoppedShell.start(ptrace, processes, plan);
            try {
                Injection.prepare(ptrace, shell, FilterProgram.observing(Set.of(OPENAT)));
            } finally {
                shell.kill();
            }
            return Optional.empty();
        } catch (SpawnFailure refused) {
            return Optional.of(refused);
        }
    }
}
