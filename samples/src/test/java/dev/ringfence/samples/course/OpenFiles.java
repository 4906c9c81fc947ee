package dev.ringfence.samples.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this process has open, as the kernel says. */
final class OpenFiles {
    private static final Path TABLE = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Returns whether a descriptor of this process stands for the file. */
    static boolean contains(Path file) throws IOException {
        for (Path descriptor : descriptors()) {
            try {
                if (Files.readSymbolicLink(descriptor).equals(file)) return true;
            } catch (NoSuchFileException closedMeanwhile) {
                continue;
            }
        }
        return false;
    }

    private static List<Path> descriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(TABLE)) {
            return new ArrayList<>(descriptors.toList());
        }
    }
}
