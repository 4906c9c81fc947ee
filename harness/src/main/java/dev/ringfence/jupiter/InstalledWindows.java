package dev.ringfence.jupiter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The windows of this JVM, if it is a worker: Jupiter makes the extension itself, so they cannot be handed to it. */
final class InstalledWindows {
    private static volatile @Nullable WindowSource source;

    private InstalledWindows() {}

    static void set(@Nullable WindowSource windows) {
        source = windows;
    }

    static Optional<WindowSource> get() {
        return Optional.ofNullable(source);
    }
}
