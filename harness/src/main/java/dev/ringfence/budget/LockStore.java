package dev.ringfence.budget;

import dev.ringfence.kernelfs.KernelTextException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A lock file, and beside it the file with what is proposed. Several JVMs may change them at once: each change is made to what
 * the file says at that moment, while no other can make one, and becomes visible as a whole.
 *
 * @param file the lock file, which need not exist
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LockStore(Path file) {
    public LockStore {
        Objects.requireNonNull(file, "file");
    }

    /** Returns the file with what is proposed. */
    public Path proposal() {
        return file.resolveSibling(file.getFileName() + ".proposed");
    }

    /**
     * Reads the lock; where there is no file, it is empty.
     *
     * @throws KernelTextException if it is not a lock file
     */
    public BudgetLock read() throws IOException {
        return read(file);
    }

    private static BudgetLock read(Path path) throws IOException {
        try {
            return LockParser.parse(path.toString(), Files.readString(path));
        } catch (NoSuchFileException e) {
            return BudgetLock.empty();
        }
    }

    /**
     * Makes a change, and returns the lock as it is then. Writes nothing where nothing changes.
     *
     * @throws KernelTextException if the file is not a lock file
     */
    public BudgetLock apply(LockChange change) throws IOException {
        boolean writes = change.locksSomething() || !change.proposes().isEmpty() || Files.exists(proposal());
        if (!writes) return read();
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(Objects.requireNonNull(directory, "directory"));
        try (FileMutex mutex = FileMutex.acquire(file.resolveSibling("." + file.getFileName() + ".mutex"))) {
            return mutex.run(() -> applyAlone(change));
        }
    }

    private BudgetLock applyAlone(LockChange change) throws IOException {
        BudgetLock before = read();
        BudgetLock after = change.applyTo(before);
        BudgetLock proposed = change.propose(change.applyTo(proposed(before)), after);
        if (!after.equals(before)) AtomicFile.write(file, LockWriter.write(after));
        if (proposed.equals(after)) Files.deleteIfExists(proposal());
        else AtomicFile.write(proposal(), LockWriter.write(proposed));
        return after;
    }

    /** What was proposed before the lock was last changed does not count: accepting it would take that change back. */
    private BudgetLock proposed(BudgetLock lock) throws IOException {
        if (!Files.exists(proposal())) return lock;
        boolean outdated = Files.exists(file)
                && Files.getLastModifiedTime(proposal()).compareTo(Files.getLastModifiedTime(file)) < 0;
        if (outdated) return lock;
        try {
            return read(proposal());
        } catch (KernelTextException e) {
            // It is ours to make, and is made anew.
            return lock;
        }
    }
}
