package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Opens and closes windows, as a worker can. Outside of a worker there is none. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface WindowSource {

    /** Opens a window on this thread and returns its number. */
    int open();

    /** Closes a window and waits for its recording. */
    Recording close(int window);

    /** Waits for the recording of an open window up to here. */
    Recording soFar(int window);

    /** Tells that a test and its {@code @AfterEach} are over. */
    default void testEnded() {}

    /** Tells that a recording is wanted beyond the end of its test. */
    default void keep(Recording recording) {}

    /** Makes this JVM a worker, or no longer. */
    static void install(@Nullable WindowSource source) {
        InstalledWindows.set(source);
    }
}
