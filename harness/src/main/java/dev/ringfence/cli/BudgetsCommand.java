package dev.ringfence.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands for files of budgets. */
@Command(
        name = "budgets",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        header = "Compares and merges files of budgets.",
        description = {
            "",
            "Tests that are annotated with @Budgeted write these files, by default src/test/ringfence.budgets in each"
                    + " module: what each test costs, to be committed. Where parts of the tests run on several machines,"
                    + " each makes a file of its own.",
            ""
        },
        commandListHeading = "Commands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {BudgetsDiffCommand.class, BudgetsMergeCommand.class})
final class BudgetsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls run().
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine commandLine = spec.commandLine();
        throw new ParameterException(commandLine, "a command is missing");
    }
}
