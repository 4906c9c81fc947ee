package dev.ringfence.hotspot;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells whether a virtual machine can be told to listen, which takes a SIGQUIT. Sent too early it would end the process; sent to
 * one whose attach mechanism is off it would be answered by a dump in the program's output.
 */
final class Attachability {
    private static final int SIGQUIT = 3;
    private static final String OFF = "+DisableAttachMechanism";
    private static final String STARTING = "the virtual machine is still starting";
    private static final String REFUSES = "-XX:+DisableAttachMechanism keeps the virtual machine from telling them";

    private Attachability() {}

    /**
     * Returns when it can be told to listen.
     *
     * @throws NoFramesException with the reason why it cannot, or not yet
     */
    static void check(Jvm jvm) throws NoFramesException, IOException {
        Optional<Path> file = jvm.performanceData();
        Optional<Boolean> told = file.isPresent() ? told(file.get()) : Optional.empty();
        if (told.isEmpty()) guess(jvm);
        if (!told.orElse(true)) throw new NoFramesException(REFUSES);
        if (!(jvm.status() instanceof Reading.Value<TaskStatus> status)
                || !status.read().signals().caught().contains(SIGQUIT))
            throw new NoFramesException("the virtual machine does not handle SIGQUIT, by which it is told to listen");
    }

    private static Optional<Boolean> told(Path file) throws IOException, NoFramesException {
        PerformanceData data = PerformanceData.read(file);
        if (!data.accessible()) throw new NoFramesException(STARTING);
        return data.canBeAttachedTo();
    }

    /** Without performance data, which can be turned off, its options tell. */
    private static void guess(Jvm jvm) throws NoFramesException {
        if (!jvm.hasThread(VmThreads.SERVICE_THREAD)) throw new NoFramesException(STARTING);
        // Options come from arguments and from variables such as JAVA_TOOL_OPTIONS.
        String options = jvm.read("cmdline").value().orElse("")
                + jvm.read("environ").value().orElse("");
        if (options.contains(OFF)) throw new NoFramesException(REFUSES);
        if (options.contains("\0@") || options.contains("-XX:Flags=") || options.contains("-XX:VMOptionsFile="))
            throw new NoFramesException(
                    "the virtual machine has no performance data (-XX:-UsePerfData), and has options"
                            + " in files, so whether it can be attached to is not known");
    }
}
