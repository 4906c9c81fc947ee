package dev.ringfence.kernelfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** Reads files of the kernel as a whole. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KernelFiles {
    private KernelFiles() {}

    /** Reads a file. Bytes are taken as UTF-8; what is not, as the replacement character. */
    public static Reading<String> read(Path file) {
        try {
            return new Reading.Value<>(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    /** Reads the text of a symbolic link. */
    public static Reading<String> readLink(Path link) {
        try {
            return new Reading.Value<>(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return unreadable(link, e);
        }
    }

    /** Returns what a failed access means: a file of a process that ends may go away at any step of reading it. */
    public static <T> Reading<T> unreadable(Path file, IOException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException || message.contains("No such process"))
            return new Reading.Absent<>(file + " is not there");
        return new Reading.Failed<>(file + ": " + e.getClass().getSimpleName() + ": " + message);
    }
}
