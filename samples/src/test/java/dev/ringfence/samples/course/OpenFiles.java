package dev.ringfence.samples.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process has open, as the kernel says. */
final class OpenFiles {
    private static final Path TABLE = Path.of("/proc/self/fd");

    /**
     * A descriptor of this process.
     *
     * @param link its link in the table of the kernel
     * @param file what it stands for
     */
    record Descriptor(Path link, Path file) {

        /** Returns whether it still stands for the file. Opens nothing. */
        boolean isOpen() throws IOException {
            try {
                return Files.readSymbolicLink(link).equals(file);
            } catch (NoSuchFileException closed) {
                return false;
            }
        }
    }

    private OpenFiles() {}

    /** Returns a descriptor that stands for the file. */
    static Optional<Descriptor> find(Path file) throws IOException {
        for (Path link : links()) {
            Descriptor descriptor = new Descriptor(link, file);
            if (descriptor.isOpen()) return Optional.of(descriptor);
        }
        return Optional.empty();
    }

    private static List<Path> links() throws IOException {
        try (Stream<Path> links = Files.list(TABLE)) {
            return links.toList();
        }
    }
}
