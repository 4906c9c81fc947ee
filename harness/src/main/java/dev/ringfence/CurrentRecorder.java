package dev.ringfence;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Holds the recorder of the test that runs now. A worker runs one test at a time, so one place is enough. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CurrentRecorder {
    private static volatile @Nullable Recorder current;

    private CurrentRecorder() {}

    /** Sets the recorder of the test that begins, or none when it ends. */
    public static void set(@Nullable Recorder recorder) {
        current = recorder;
    }

    static Recorder get() {
        Recorder recorder = current;
        if (recorder == null) {
            throw new ExtensionConfigurationException(
                    "no traced test is running here: annotate the test class or method with @Traced, and call this from its test methods");
        }
        return recorder;
    }
}
