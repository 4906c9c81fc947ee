package dev.ringfence.cli;

import dev.ringfence.budget.LockDiff;
import dev.ringfence.budget.LockDiff.Added;
import dev.ringfence.budget.LockDiff.Change;
import dev.ringfence.budget.LockDiff.Changed;
import dev.ringfence.budget.LockDiff.Removed;
import dev.ringfence.budget.Locked;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how two files of budgets differ. */
@Command(
        name = "diff",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        header = "Says how two files of budgets differ.",
        description = {
            "",
            "Prints a line for each entry that differs, below its profile: + what NEW has more, - what it lacks, ! what"
                    + " says something else in each, with OLD's number first. The last line counts them.",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:they say the same",
            " 1:they differ",
            " 2:the command line is wrong, or a file cannot be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  git show main:src/test/ringfence.budgets > old.budgets",
            "  ringfence budgets diff old.budgets src/test/ringfence.budgets"
        })
final class BudgetsDiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "The file to compare with.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private Path older;

    @Parameters(index = "1", paramLabel = "NEW", description = "The file to compare.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private Path newer;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        LockDiff diff = LockDiff.between(BudgetFiles.read(commandLine, older), BudgetFiles.read(commandLine, newer));
        PrintWriter out = commandLine.getOut();
        out.print(text(diff.changes()));
        out.flush();
        return diff.changes().isEmpty() ? RingfenceCli.OK : RingfenceCli.FAILED;
    }

    static String text(List<Change> changes) {
        if (changes.isEmpty()) return "";
        StringBuilder text = new StringBuilder();
        String profile = "";
        for (Change change : changes) {
            if (!change.profile().equals(profile)) {
                profile = change.profile();
                text.append('[').append(profile).append("]\n");
            }
            text.append(line(change)).append('\n');
        }
        return text + "\n" + count(changes) + "\n";
    }

    private static String line(Change change) {
        String about = change.key().test() + " " + change.key().metric() + " ";
        if (change instanceof Added added) return "+ " + about + added.now().text();
        if (change instanceof Removed removed)
            return "- " + about + removed.was().text();
        Changed changed = (Changed) change;
        return "! " + about + changed.was().text() + " -> " + changed.now().text();
    }

    private static String count(List<Change> changes) {
        long larger = changed(changes).filter(c -> compared(c) > 0).count();
        long smaller = changed(changes).filter(c -> compared(c) < 0).count();
        long added = changes.stream().filter(Added.class::isInstance).count();
        long removed = changes.stream().filter(Removed.class::isInstance).count();
        long otherwise = changes.size() - larger - smaller - added - removed;
        return changes.size() + (changes.size() == 1 ? " difference: " : " differences: ") + larger + " larger, "
                + smaller + " smaller, " + added + " added, " + removed + " removed, " + otherwise + " otherwise";
    }

    private static Stream<Changed> changed(List<Change> changes) {
        return changes.stream().filter(Changed.class::isInstance).map(Changed.class::cast);
    }

    /** Another spread, and what became unfit or fit, is neither larger nor smaller. */
    private static int compared(Changed change) {
        return change.was() instanceof Locked.Value was && change.now() instanceof Locked.Value now
                ? Long.compare(now.median(), was.median())
                : 0;
    }
}
