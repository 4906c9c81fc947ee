package dev.ringfence.cli;

import dev.ringfence.environment.Doctor;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top of the command line. */
@Command(
        name = "ringfence",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        header = "Shows what test code does to the Linux kernel.",
        description = {
            "",
            "Ringfence runs JUnit tests in a forked JVM whose system calls are traced, and fails a test that leaks a"
                    + " descriptor or exceeds its budget of calls. The tests need no command: add the library, annotate a"
                    + " class with @Traced, and run it as ever. The commands here are for what is around that.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:what was asked for works",
            " 1:it does not",
            " 2:the command line is wrong, or this is not the program but the library"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {"  NO_COLOR   when it is set, nothing is coloured"},
        subcommands = HelpCommand.class)
final class Commands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls run().
    private CommandSpec spec;

    /** Runs a command line and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(new DoctorCommand(Doctor::ofThisMachine))
                .setOut(out)
                .setErr(err)
                .execute(arguments);
    }

    static CommandLine commandLine(DoctorCommand doctor) {
        CommandLine trace = new CommandLine(new TraceCommand());
        CommandLine commands = new CommandLine(new Commands())
                .addSubcommand(doctor)
                .addSubcommand(new SyscallsCommand())
                .addSubcommand(trace)
                .addSubcommand(new BudgetsCommand())
                .setUsageHelpAutoWidth(true);
        // What follows the name of the program is the program's.
        trace.setStopAtPositional(true);
        IParameterExceptionHandler usual = commands.getParameterExceptionHandler();
        commands.setParameterExceptionHandler((wrong, arguments) ->
                wrong.getCommandLine() == trace ? inOneLine(wrong) : usual.handleParseException(wrong, arguments));
        return commands;
    }

    /** The help of this command fills a screen, and would hide what is wrong. */
    private static int inOneLine(ParameterException wrong) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("ringfence trace: " + wrong.getMessage());
        err.println("Try 'ringfence trace --help'.");
        return RingfenceCli.USAGE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
