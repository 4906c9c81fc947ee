package dev.ringfence.cli;

import dev.ringfence.budget.AtomicFile;
import dev.ringfence.budget.BudgetLock;
import dev.ringfence.budget.LockMerge;
import dev.ringfence.budget.LockMerge.Conflict;
import dev.ringfence.budget.LockWriter;
import dev.ringfence.budget.Locked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one file of budgets of several. */
@Command(
        name = "merge",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        header = "Makes one file of budgets of several.",
        description = {
            "",
            "Entries that the files agree on, or that one of them has, are written. Where they disagree, and --base gives"
                    + " the file from which they all were made, the entry that differs from it counts, also where it is"
                    + " smaller or gone. Without --base, and where several differ from it in different ways, this is a"
                    + " conflict, and nothing is written: the larger number would take back what somebody improved,"
                    + " the smaller one would fail a test that is as it was.",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:the file is written",
            " 1:the files disagree",
            " 2:the command line is wrong, or a file cannot be read or written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringfence budgets merge --base src/test/ringfence.budgets \\",
            "      -o src/test/ringfence.budgets shard-1.budgets shard-2.budgets",
            "  git config merge.ringfence.driver \\",
            "      'java -jar ringfence.jar budgets merge --base %%O -o %%A %%A %%B'",
            "      (with \"*.budgets merge=ringfence\" in .gitattributes)"
        })
final class BudgetsMergeCommand implements Callable<Integer> {
    @Parameters(arity = "2..*", paramLabel = "FILE", description = "The files to merge, two or more.")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The file to write; it may be one of the others.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private Path output;

    @Option(names = "--base", paramLabel = "BASE", description = "The file from which the others were made.")
    private @Nullable Path base;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        List<BudgetLock> parts =
                files.stream().map(file -> BudgetFiles.read(commandLine, file)).toList();
        LockMerge merge = base == null ? LockMerge.of(parts) : LockMerge.of(BudgetFiles.read(commandLine, base), parts);
        if (!merge.conflicts().isEmpty()) {
            commandLine.getErr().print(text(merge.conflicts()));
            commandLine.getErr().flush();
            return RingfenceCli.FAILED;
        }
        try {
            AtomicFile.write(output.toAbsolutePath(), LockWriter.write(merge.lock()));
        } catch (IOException e) {
            throw new CommandLine.ParameterException(commandLine, "cannot write " + output + ": " + e, e);
        }
        return RingfenceCli.OK;
    }

    private String text(List<Conflict> conflicts) {
        StringBuilder text = new StringBuilder("ringfence budgets merge: the files disagree on " + conflicts.size()
                + (conflicts.size() == 1 ? " entry" : " entries") + ", and nothing was written:\n");
        for (Conflict conflict : conflicts) {
            text.append("\n[")
                    .append(conflict.profile())
                    .append("] ")
                    .append(conflict.key().test())
                    .append(' ')
                    .append(conflict.key().metric())
                    .append('\n');
            for (int i = 0; i < files.size(); i++) {
                Locked said = conflict.said().get(i);
                text.append("  ")
                        .append(said == null ? "none" : said.text())
                        .append("  ")
                        .append(files.get(i))
                        .append('\n');
            }
        }
        if (base == null) text.append("\nWith --base FILE the entry that differs from that file counts.\n");
        return text.toString();
    }
}
