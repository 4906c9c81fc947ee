package dev.ringfence.session;

import dev.ringfence.channel.Frame;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Says how a worker or a tracer ended. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DeathText {
    private DeathText() {}

    /** Returns a clause, such as {@code exited with code 3}, and after it what the worker said and wrote last. */
    public static String describe(WorkerDeath death) {
        String failure = death.failure();
        return death.description()
                + (failure == null ? "" : "\nIt said: " + failure.stripTrailing())
                + lastOutput(death);
    }

    static String lastOutput(WorkerDeath death) {
        return death.lastOutput().isEmpty()
                ? ""
                : "\nIts last output:\n" + death.lastOutput().stream().collect(Collectors.joining("\n  ", "  ", ""));
    }

    static String fault(Frame.TracerFailed fault) {
        return fault.message() + "\n" + fault.stackTrace().stripTrailing()
                + (fault.lastEvents().isEmpty()
                        ? ""
                        : "\nThe last events:\n"
                                + fault.lastEvents().stream().collect(Collectors.joining("\n  ", "  ", "")));
    }
}
