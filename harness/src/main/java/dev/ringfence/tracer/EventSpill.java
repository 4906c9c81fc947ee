package dev.ringfence.tracer;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.recording.codec.SpillWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file of a window's events beyond its limit, made when there is the first. A copy of the window, which ends earlier,
 * sees the same events in the same order and shares the file. Confined to the tracer thread.
 */
final class EventSpill {
    private final Path file;
    private @Nullable SpillWriter writer;
    private @Nullable String failure;
    private int users = 1;

    EventSpill(Path file) {
        this.file = file;
    }

    void share() {
        users++;
    }

    /**
     * Writes an event, unless another user of the file has done so.
     *
     * @param index how many the window has spilled before
     * @return whether it is in the file; if not, {@link #failure} says why, and no later one will be
     */
    boolean write(long index, TraceEvent event) {
        if (failure != null) return false;
        try {
            SpillWriter open = writer;
            if (open == null) {
                open = SpillWriter.create(file);
                writer = open;
            }
            if (index == open.count()) open.write(event);
            return true;
        } catch (IOException e) {
            failure = "the file of events could not be written: " + e;
            return false;
        }
    }

    /** Returns why events were not written. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the first events of the file, null for none; they can be read from now on. */
    @Nullable
    SpilledEvents first(long count) {
        SpillWriter open = writer;
        if (open == null || count == 0) return null;
        try {
            return open.first(count);
        } catch (IOException e) {
            failure = "the file of events could not be written: " + e;
            return null;
        }
    }

    /** Ends the use by one window. */
    void release() {
        users--;
        SpillWriter open = writer;
        if (users > 0 || open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            failure = "the file of events could not be closed: " + e;
        }
    }
}
