package dev.ringfence.budget;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;

/**
 * Lets one thread of one JVM of this machine do something. It locks a file that is there only while somebody holds or awaits
 * it.
 *
 * <p>Who waited for the lock may get it on a file that its last holder has removed meanwhile, while another JVM holds the next
 * file of this name. So the holder gives its file a length by chance, and looks whether the file of this name has that
 * length. It must not open it for that: closing any descriptor of a file releases the locks of the process (fcntl(2)).
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FileMutex implements AutoCloseable {
    /** A lock on a file excludes other JVMs, not other threads. */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private static final int LONGEST = 1 << 24;

    private final Path path;
    private final FileChannel channel;

    private FileMutex(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** What is done by one at a time. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws IOException;
    }

    /** Waits until this thread is the only one. */
    public static FileMutex acquire(Path path) throws IOException {
        IN_THIS_JVM.lock();
        try {
            while (true) {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                try {
                    // Closing the channel releases it.
                    channel.lock();
                    if (isAt(path, channel)) return new FileMutex(path, channel);
                } catch (IOException | RuntimeException e) {
                    channel.close();
                    throw e;
                }
                channel.close();
            }
        } catch (IOException | RuntimeException e) {
            IN_THIS_JVM.unlock();
            throw e;
        }
    }

    private static boolean isAt(Path path, FileChannel channel) throws IOException {
        channel.truncate(0);
        long length = ThreadLocalRandom.current().nextLong(1, LONGEST);
        channel.write(ByteBuffer.wrap(new byte[1]), length - 1);
        try {
            return Files.size(path) == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Does something while no other can. */
    public <T> T run(Work<T> work) throws IOException {
        return work.run();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }
}
