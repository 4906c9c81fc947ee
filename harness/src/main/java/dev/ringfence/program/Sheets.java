package dev.ringfence.program;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which thread writes where: all to one log, or each to a file of its own ({@code -ff}). */
final class Sheets {
    private final @Nullable Sheet shared;
    private final String prefix;
    private final boolean append;
    private final Outage outage;
    /** Those of single threads that are not closed. */
    private final Set<Sheet> open = new HashSet<>();

    private Sheets(@Nullable Sheet shared, String prefix, boolean append, Outage outage) {
        this.shared = shared;
        this.prefix = prefix;
        this.append = append;
        this.outage = outage;
    }

    static Sheets of(Destination destination, Outage outage) {
        if (destination instanceof Destination.Terminal terminal) return all(terminal.out(), true, outage);
        if (destination instanceof Destination.Log log) return all(log.out(), log.live(), outage);
        Destination.LogOfEach each = (Destination.LogOfEach) destination;
        return new Sheets(null, each.prefix(), each.append(), outage);
    }

    private static Sheets all(OutputStream out, boolean live, Outage outage) {
        return new Sheets(new Sheet(out, live, outage), "", false, outage);
    }

    Sheet of(Tracee tracee) {
        if (shared != null) return shared;
        if (tracee.sheet == null) {
            tracee.sheet = new Sheet(open(tracee.tid), false, outage);
            open.add(tracee.sheet);
        }
        return tracee.sheet;
    }

    private OutputStream open(int tid) {
        try {
            return LogOutput.file(prefix + "." + tid, append);
        } catch (IOException e) {
            outage.because(e);
            return OutputStream.nullOutputStream();
        }
    }

    /** A thread writes no more. */
    void release(Tracee tracee) {
        if (tracee.sheet != null) {
            open.remove(tracee.sheet);
            tracee.sheet.close();
            tracee.sheet = null;
        }
    }

    /** Writes what there is. */
    void flush() {
        if (shared != null) shared.flush();
        open.forEach(Sheet::flush);
    }

    void close() {
        if (shared != null) shared.close();
        open.forEach(Sheet::close);
        open.clear();
    }
}
