package dev.ringfence.channel;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A directory of mode 0700 for the sockets and files of one test JVM. It holds a file {@value #OWNER} that is locked for
 * as long as that JVM lives: the kernel releases the lock with the process, and it means the same in every pid namespace,
 * so a later test JVM can tell a directory that was left behind.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PrivateDirectory implements Closeable {
    /** How the name of every private directory begins. */
    public static final String PREFIX = "ringfence-";

    private static final String OWNER = "owner";
    /** unix(7): a socket's path has at most 107 bytes; the rest is for the names inside of the directory. */
    private static final int PATH_BYTES = 80;
    /** A directory without its owner file is being made, or its making was cut off. */
    private static final Duration MAKING = Duration.ofHours(1);

    private final Path path;
    private final FileChannel owner;

    private PrivateDirectory(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    /**
     * Makes a directory below {@code java.io.tmpdir}, or below {@code /tmp} where that path is too long for a socket's.
     *
     * @throws ChannelException if neither can be written to
     */
    public static PrivateDirectory create() {
        return create(placeFor(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static Path placeFor(Path temporary) {
        Path absolute = temporary.toAbsolutePath();
        return absolute.toString().length() + PREFIX.length() + 32 > PATH_BYTES ? Path.of("/tmp") : absolute;
    }

    static PrivateDirectory create(Path parent) {
        try {
            Path path = Files.createTempDirectory(
                    parent,
                    PREFIX + ProcessHandle.current().pid() + "-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Locked under another name first: a file of the final name is never seen without its lock.
            Path draft = path.resolve(OWNER + ".new");
            FileChannel owner = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            owner.lock();
            Files.move(draft, path.resolve(OWNER));
            return new PrivateDirectory(path, owner);
        } catch (IOException e) {
            throw new ChannelException("cannot make a private directory in " + parent + ": " + e, e);
        }
    }

    /** Returns its path. */
    public Path path() {
        return path;
    }

    /** Deletes it with everything in it. */
    @Override
    public void close() {
        try {
            deleteTree(path);
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the directories in {@code java.io.tmpdir} that dead owners left behind. */
    public static void sweep() {
        sweep(placeFor(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    static void sweep(Path parent) {
        String own = PREFIX + ProcessHandle.current().pid() + "-";
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                // Probing a lock of this very process would release it: fcntl(2).
                if (!directory.getFileName().toString().startsWith(own)) {
                    sweepOne(directory);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweepOne(Path directory) {
        try {
            if (isOurs(directory) && isLeftBehind(directory)) {
                deleteTree(directory);
            }
        } catch (IOException e) {
            // Somebody else sweeps it now, or may: it is not ours to complain about.
            return;
        }
    }

    private static boolean isOurs(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory).equals(Files.getOwner(Path.of("/proc/self")));
    }

    private static boolean isLeftBehind(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(OWNER), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return Files.getLastModifiedTime(directory)
                    .toInstant()
                    .isBefore(Instant.now().minus(MAKING));
        }
    }

    /**
     * Deletes a directory with everything in it; what is gone already is no failure.
     *
     * @throws IOException if something could not be deleted
     */
    public static void deleteTree(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
