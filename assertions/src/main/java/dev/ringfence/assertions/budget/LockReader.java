package dev.ringfence.assertions.budget;

import dev.ringfence.budget.BudgetLock;
import dev.ringfence.budget.LockStore;
import dev.ringfence.kernelfs.KernelTextException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads lock files, each once for the life of this JVM: a run of tests is judged by what was locked when it began. */
final class LockReader {
    private final Map<Path, BudgetLock> read = new HashMap<>();

    /**
     * Returns the lock in a file; an empty one where there is no file.
     *
     * @throws ExtensionConfigurationException if it cannot be read
     */
    synchronized BudgetLock read(Path file) {
        return read.computeIfAbsent(file, LockReader::readNow);
    }

    private static BudgetLock readNow(Path file) {
        try {
            return new LockStore(file).read();
        } catch (KernelTextException e) {
            throw new ExtensionConfigurationException("the budgets cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ExtensionConfigurationException("the budgets in " + file + " cannot be read: " + e, e);
        }
    }
}
