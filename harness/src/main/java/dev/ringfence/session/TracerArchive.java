package dev.ringfence.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The class-data archive of the tracer's JVM, in the user's directory for what can be made again: with it the tracer need not
 * parse and verify its classes. The first tracer writes it when it ends, later ones map it. It is of one JDK and of one class
 * path; for another there is another.
 */
final class TracerArchive {
    /** A directory instead of {@code ~/.cache/ringfence}, or {@code off}. */
    static final String PROPERTY = "ringfence.cache";

    private static final String OFF = "off";
    /** For a few JDKs and versions of the harness. */
    private static final int KEPT = 4;

    private static final Pattern DRAFT = Pattern.compile("tracer-[0-9a-f]+\\.jsa\\.([0-9]+)-[0-9]+");
    private static final AtomicInteger DRAFTS = new AtomicInteger();

    private final Path file;
    private final Path draft;
    private final boolean exists;

    private TracerArchive(Path file) {
        this.file = file;
        this.draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + "-" + DRAFTS.incrementAndGet());
        this.exists = Files.exists(file);
    }

    /** Returns the archive for a class path, or empty where there is no place for one, or the class path has a directory. */
    static Optional<TracerArchive> of(List<Path> classPath) {
        return of(
                classPath, System.getProperty(PROPERTY), System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    static Optional<TracerArchive> of(
            List<Path> classPath, @Nullable String configured, Map<String, String> environment, Path home) {
        if (OFF.equals(configured) || !classPath.stream().allMatch(Files::isRegularFile)) return Optional.empty();
        try {
            Path directory = directory(configured, environment, home);
            return isOurs(directory)
                    ? Optional.of(new TracerArchive(directory.resolve("tracer-" + key(classPath) + ".jsa")))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException noPlace) {
            // It is only faster with one.
            return Optional.empty();
        }
    }

    private static Path directory(@Nullable String configured, Map<String, String> environment, Path home)
            throws IOException {
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The directories of others are as others made them.
        Path directory = configured != null
                ? Path.of(configured).toAbsolutePath()
                : (caches.startsWith("/") ? Path.of(caches) : home.resolve(".cache")).resolve("ringfence");
        if (!directory.isAbsolute()) throw new IOException("no home");
        // The virtual machine takes what is behind it for another archive.
        if (directory.toString().contains(":")) throw new IOException("a colon");
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return directory;
    }

    /** Whoever can write to it decides what the tracer executes. */
    private static boolean isOurs(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        return Files.getOwner(directory).equals(Files.getOwner(Path.of("/proc/self")))
                && Files.isWritable(directory)
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static String key(List<Path> classPath) throws IOException {
        StringBuilder key = new StringBuilder(System.getProperty("java.home"))
                .append('\n')
                .append(System.getProperty("java.vm.version"));
        for (Path path : classPath) {
            key.append('\n')
                    .append(path)
                    .append(' ')
                    .append(Files.size(path))
                    .append(' ')
                    .append(modified(path));
        }
        CRC32 sum = new CRC32();
        sum.update(key.toString().getBytes(StandardCharsets.UTF_8));
        // What two class paths had in common by chance, the virtual machine would see and refuse.
        return Long.toHexString(
                sum.getValue() << 32 | Integer.toUnsignedLong(key.toString().hashCode()));
    }

    private static FileTime modified(Path path) throws IOException {
        return Files.getLastModifiedTime(path);
    }

    /** Returns the option for a tracer that starts now: it uses the archive, or writes it when it ends. */
    String option() {
        return exists ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + draft;
    }

    /** Takes what a tracer wrote that has ended in order. */
    void keep() {
        try {
            if (Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                sweep();
            }
        } catch (IOException full) {
            delete(draft);
        }
    }

    /** Deletes what a tracer wrote that was ended, and what it used: it may have been ended by that. */
    void discard() {
        delete(draft);
        if (exists) delete(file);
    }

    /** Deletes what is not used any more, and drafts of test JVMs that were killed. */
    private void sweep() throws IOException {
        List<Path> archives = new ArrayList<>();
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "tracer-*")) {
            for (Path each : files) {
                Matcher isDraft = DRAFT.matcher(String.valueOf(each.getFileName()));
                if (!isDraft.matches()) {
                    archives.add(each);
                } else if (Files.notExists(Path.of("/proc", isDraft.group(1)))) {
                    delete(each);
                }
            }
        }
        Map<Path, FileTime> times = new HashMap<>();
        for (Path each : archives) times.put(each, modified(each));
        archives.sort(Comparator.comparing(times::get, Comparator.reverseOrder()));
        archives.stream().skip(KEPT).forEach(TracerArchive::delete);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The next that is written finds it again.
            return;
        }
    }
}
