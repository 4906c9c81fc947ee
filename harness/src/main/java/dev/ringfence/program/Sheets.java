package dev.ringfence.program;

import java.io.FileOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which thread writes where: all to one log, or each to a file of its own ({@code -ff}). */
final class Sheets {
    private final @Nullable Sheet shared;
    private final String prefix;
    private final boolean append;

    private Sheets(@Nullable Sheet shared, String prefix, boolean append) {
        this.shared = shared;
        this.prefix = prefix;
        this.append = append;
    }

    static Sheets of(Destination destination) {
        if (destination instanceof Destination.Terminal terminal)
            return new Sheets(new Sheet(terminal.out(), true), "", false);
        if (destination instanceof Destination.Log log) return new Sheets(new Sheet(log.out(), log.live()), "", false);
        Destination.LogOfEach each = (Destination.LogOfEach) destination;
        return new Sheets(null, each.prefix(), each.append());
    }

    Sheet of(Tracee tracee) {
        if (shared != null) return shared;
        if (tracee.sheet == null) tracee.sheet = open(tracee.tid);
        return tracee.sheet;
    }

    private Sheet open(int tid) {
        try {
            return new Sheet(new FileOutputStream(prefix + "." + tid, append), false);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    /** A thread writes no more. */
    void release(Tracee tracee) {
        if (tracee.sheet != null) {
            tracee.sheet.close();
            tracee.sheet = null;
        }
    }

    void close() {
        if (shared != null) shared.close();
    }
}
