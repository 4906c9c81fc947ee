package dev.ringfence.budget;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apiguardian.api.API;

/** Writes a file so that whoever reads it sees the old text or the new one, also when this process is killed meanwhile. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a text as UTF-8 in the place of what the file holds. */
    public static void write(Path file, String text) throws IOException {
        // Not Files.createTempFile: it lets nobody else read the file, and that would stay so.
        Path next = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
