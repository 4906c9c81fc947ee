package dev.ringfence.worker;

import dev.ringfence.hotspot.ThreadDump;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Dumps of this JVM. What they need is loaded by the first one, in the background of the start. */
final class LazyDumps implements Supplier<ThreadDump> {
    private @Nullable DiagnosticCommands reader;

    @Override
    public synchronized ThreadDump get() {
        DiagnosticCommands ready = reader;
        if (ready == null) {
            ready = DiagnosticCommands.find();
            reader = ready;
        }
        return ThreadDump.parse(ready.threadPrint());
    }
}
