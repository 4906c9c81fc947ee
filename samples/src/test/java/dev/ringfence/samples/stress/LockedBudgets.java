package dev.ringfence.samples.stress;

import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures and locks budgets of tests in files of their own. */
final class LockedBudgets {
    private final Path directory;

    /** Locks in files of this directory. */
    LockedBudgets(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the file that a run of the tests has made.
     *
     * @param name of the file
     * @throws IllegalStateException if a test did not pass
     */
    String of(String name, Class<?>... tests) throws IOException {
        Path file = directory.resolve(name + ".budgets");
        List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE)
                .configured("ringfence.budgets.mode", "new")
                .configured("ringfence.budgets.file", file.toString())
                .configured("ringfence.budgets.profile", "here")
                .configured("ringfence.report.dir", "")
                .of(tests);
        List<Verdict> failed =
                verdicts.stream().filter(verdict -> !verdict.isSuccessful()).toList();
        if (!failed.isEmpty()) throw new IllegalStateException(name + " did not pass: " + failed);
        return Files.readString(file);
    }
}
