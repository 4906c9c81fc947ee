package dev.ringfence.cli;

import dev.ringfence.budget.BudgetLock;
import dev.ringfence.budget.LockParser;
import dev.ringfence.kernelfs.KernelTextException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the files that a command line names. */
final class BudgetFiles {
    private BudgetFiles() {}

    /**
     * Returns the budgets in a file.
     *
     * @throws ParameterException if it is not there, or not a file of budgets
     */
    static BudgetLock read(CommandLine commandLine, Path file) {
        try {
            return LockParser.parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ParameterException(commandLine, "there is no file " + file, e);
        } catch (IOException | KernelTextException e) {
            throw new ParameterException(commandLine, "cannot read budgets: " + e.getMessage(), e);
        }
    }
}
