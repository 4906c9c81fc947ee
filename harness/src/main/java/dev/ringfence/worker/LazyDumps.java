package dev.ringfence.worker;

import dev.ringfence.hotspot.ThreadDump;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Dumps of this JVM. Management is loaded by the first one, in the background of the start. */
final class LazyDumps implements Supplier<ThreadDump> {
    private @Nullable ThreadDumpReader reader;

    @Override
    public synchronized ThreadDump get() {
        ThreadDumpReader ready = reader;
        if (ready == null) {
            ready = new ThreadDumpReader();
            reader = ready;
        }
        return ready.read();
    }
}
