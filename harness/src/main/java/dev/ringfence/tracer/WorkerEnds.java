package dev.ringfence.tracer;

import dev.ringfence.channel.Frame;
import dev.ringfence.kernelfs.KernelText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a process ended. Pure. */
final class WorkerEnds {
    private static final Pattern EXITED = Pattern.compile("exited with code (\\d+)");
    private static final Pattern KILLED = Pattern.compile("was killed by (\\w+)");

    private WorkerEnds() {}

    /** Makes the frame from the end of a {@link dev.ringfence.event.ProcessEnded} and a description. */
    static Frame.WorkerEnded frame(String how, String description) {
        Matcher exited = EXITED.matcher(how);
        if (exited.matches()) {
            return new Frame.WorkerEnded(
                    KernelText.line("end of the worker", exited.group(1)).decimalInt(0, "exit code"),
                    null,
                    description);
        }
        Matcher killed = KILLED.matcher(how);
        return new Frame.WorkerEnded(-1, killed.matches() ? killed.group(1) : null, description);
    }
}
