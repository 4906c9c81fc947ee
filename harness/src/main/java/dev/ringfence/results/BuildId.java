package dev.ringfence.results;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Tells builds apart. A build tool may start several JVMs for the tests of a module, at once or one after another: what they
 * have in common is the process that started them.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BuildId {
    private BuildId() {}

    /** Returns that of this JVM: process id and start of its parent, or its own where it has none. */
    public static String ofThisJvm() {
        ProcessHandle self = ProcessHandle.current();
        Optional<ProcessHandle> parent = self.parent();
        ProcessHandle starter = parent.isPresent() ? parent.get() : self;
        return starter.pid()
                + starter.info().startInstant().map(start -> "@" + start).orElse("");
    }
}
