package dev.ringfence.kernelfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apiguardian.api.API;

/** Reads files of the kernel as a whole. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KernelFiles {
    /** A page and more: a file below {@code /proc/sys} answers the first read alone, and seq_file(9) fills a page at a time. */
    private static final int FIRST_READ = 8192;

    private KernelFiles() {}

    /** Reads a file. Bytes are taken as UTF-8; what is not, as the replacement character. */
    public static Reading<String> read(Path file) {
        try (ReadableByteChannel channel = Files.newByteChannel(file)) {
            return new Reading.Value<>(readAll(channel));
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    /**
     * Reads what is left of an open file, in as few reads as it takes: {@link Files#readAllBytes} reads one byte first
     * where the size is unknown, and a file below {@code /proc/sys} then has nothing more to say.
     */
    static String readAll(ReadableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(FIRST_READ);
        while (channel.read(buffer) >= 0) {
            if (!buffer.hasRemaining()) {
                byte[] larger = Arrays.copyOf(buffer.array(), buffer.capacity() * 2);
                buffer = ByteBuffer.wrap(larger, buffer.position(), larger.length - buffer.position());
            }
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    /** Reads a file and makes a value of its text. One that is not as its format says has failed. */
    public static <T> Reading<T> parse(Path file, KernelParser<? extends T> parser) {
        return parse(file.toString(), read(file), parser);
    }

    /**
     * Makes a value of a text that was read before. One that is not as its format says has failed.
     *
     * @param file for errors
     */
    public static <T> Reading<T> parse(String file, Reading<String> text, KernelParser<? extends T> parser) {
        try {
            return text.map(read -> parser.parse(file, read));
        } catch (KernelTextException e) {
            return new Reading.Failed<>(String.valueOf(e.getMessage()));
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
        if (e instanceof NoSuchFileException || message.contains("No such process") || hasGone(file))
            return new Reading.Absent<>(file + " is not there");
        if (e instanceof AccessDeniedException) return new Reading.Failed<>(file + ": permission denied");
        return new Reading.Failed<>(file + ": " + e.getClass().getSimpleName() + ": " + message);
    }

    /** The name of an error is in the language of the system, so a process that has ended is looked for, too. */
    private static boolean hasGone(Path file) {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
