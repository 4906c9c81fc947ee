package dev.ringfence.cli;

import dev.ringfence.environment.Doctor;
import java.io.PrintWriter;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
    private static final Pattern MISSING_OF_STRACE =
            Pattern.compile("-[bdDINOXY].*|--(inject|fault|raw|verbose|read|write"
                    + "|kvm|decode-.*|tips|detach-on|daemonize|interruptible|const-print-style|syscall-limit).*");

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
        CommandLine summary = new CommandLine(new SummaryCommand());
        CommandLine proc = new CommandLine(new ProcCommand());
        CommandLine diff = new CommandLine(new DiffCommand());
        CommandLine commands = new CommandLine(new Commands())
                .addSubcommand(doctor)
                .addSubcommand(new SyscallsCommand())
                .addSubcommand(trace)
                .addSubcommand(summary)
                .addSubcommand(proc)
                .addSubcommand(diff)
                .addSubcommand(new BudgetsCommand())
                .setUsageHelpAutoWidth(true);
        // What follows the name of the program is the program's.
        trace.setStopAtPositional(true);
        // And so is what begins with an at sign: picocli would put the content of a file in its place.
        commands.setExpandAtFiles(false);
        IParameterExceptionHandler usual = commands.getParameterExceptionHandler();
        commands.setParameterExceptionHandler(
                (wrong, arguments) -> Set.of(trace, summary, proc, diff).contains(wrong.getCommandLine())
                        ? inOneLine(wrong)
                        : usual.handleParseException(wrong, arguments));
        return commands;
    }

    /** The help of such a command fills a screen, and would hide what is wrong. */
    private static int inOneLine(ParameterException wrong) {
        PrintWriter err = wrong.getCommandLine().getErr();
        String command = "ringfence " + wrong.getCommandLine().getCommandName();
        err.println(command + ": " + (isMissingOfStrace(wrong) ? strace(wrong) : wrong.getMessage()));
        err.println("Try '" + command + " --help'.");
        return RingfenceCli.USAGE;
    }

    private static boolean isMissingOfStrace(ParameterException wrong) {
        return wrong instanceof UnmatchedArgumentException unmatched
                && wrong.getCommandLine().getCommandName().equals("trace")
                && MISSING_OF_STRACE.matcher(unmatched.getUnmatched().get(0)).matches();
    }

    private static String strace(ParameterException wrong) {
        return wrong.getMessage() + ", which strace has and this has not";
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
