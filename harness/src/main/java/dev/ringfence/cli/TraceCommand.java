package dev.ringfence.cli;

import dev.ringfence.program.AttachException;
import dev.ringfence.program.Launch;
import dev.ringfence.program.NativeText;
import dev.ringfence.program.ProgramTrace;
import dev.ringfence.program.Settings;
import dev.ringfence.program.UserLookup;
import dev.ringfence.spawn.SpawnFailure;
import dev.ringfence.spawn.StoppedProgram.UserIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Traces a program. */
@Command(
        name = "trace",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Shows the system calls of any program, as strace does.",
        synopsisHeading = "",
        customSynopsis = {
            "Usage: ringfence trace [OPTIONS] [--] COMMAND [ARGUMENT...]",
            "       ringfence trace [OPTIONS] -p PID [-p PID...]"
        },
        description = {
            "",
            "Runs a command, or attaches to processes, and writes a line for each system call they make, each signal they"
                    + " get and each end of one of them. A line holds the name of the call, its arguments, an equals sign"
                    + " and the result. Letters and lines are those of strace(1).",
            "",
            "The program runs as it would without a tracer: with the same arguments, environment, descriptors, group and"
                    + " signal dispositions; only slower.",
            "",
            "On SIGTERM or SIGHUP this process gives the signal to the program, leaves all that it traces to run on"
                    + " untraced, and dies of the signal. So it does of SIGPIPE where lines go to standard error, a pipe"
                    + " that nobody reads any more, as with 2>&1 | head. Ctrl-C is for the program alone. With"
                    + " --seccomp-bpf the program cannot be left: it gets the signal and is traced to its end.",
            ""
        },
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:with -p, the processes were traced to the end",
            " 1:the command could not be run, or the processes not be attached to",
            " 2:the command line is wrong",
            " N:that of the command, or death by the signal that killed it or ended the trace"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  every call of make and its children, to a file:",
            "    ringfence trace -f -o log -- make",
            "  how often each call was made, and how long it took:",
            "    ringfence trace -c -f -- ./gradlew test",
            "  how much of a slow start goes into looking at and opening files:",
            "    ringfence trace -c -f -e stats,opens -- ./app",
            "  what was denied, and what was looked for and not found:",
            "    ringfence trace -f -e errno=EACCES,EPERM -- ./server",
            "    ringfence trace -f -e %%file -e errno=ENOENT -- ./server",
            "  which connections failed:",
            "    ringfence trace -f -e connects -e errno=ECONNREFUSED,ETIMEDOUT -- ./app",
            "  who touches a directory, beside git:",
            "    ringfence trace -f -e path=/srv/** -e program=!git -- ./deploy",
            "  what a running process does for ten seconds:",
            "    ringfence trace -c -p 4711 --for 10s",
            "  the same, saved and counted later:",
            "    ringfence trace -p 4711 --for 10s --json -o log",
            "    ringfence summary log",
            "",
            "Of strace's options these are not there: -b -d -D -I -N -O -X -Y; -e raw,",
            "verbose, read, write, inject, fault, kvm, decode-fds, decode-pids, namespace;",
            "and long ones that are not listed above."
        })
final class TraceCommand implements Callable<Integer> {
    private static final int SIGNAL_BASE = 128;

    @Mixin
    private TraceFilters filters = new TraceFilters();

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Option(
            names = {"-p", "--attach"},
            paramLabel = "PID",
            description =
                    "Attach to this process with all its threads, new ones too; may be given several times. On Ctrl-C,"
                            + " SIGTERM or SIGHUP, when nobody reads the output any more, or after the time of --for, it is"
                            + " left as it was found.")
    private List<String> processes = new ArrayList<>();

    @Option(names = "--for", paramLabel = "TIME", description = "With -p: leave after so long, such as 10s or 500ms.")
    private String period = "";

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "Run the command as this user, which root alone can.")
    private String user = "";

    @Option(
            names = {"-E", "--env"},
            paramLabel = "VAR[=VALUE]",
            description = "Run the command with this environment variable set, or without it.")
    private List<String> variables = new ArrayList<>();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", hidden = true)
    private List<String> command = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            checkReadable();
            return command.isEmpty() ? attach(err) : run(err);
        } catch (Launch.NotFoundException | SpawnFailure | AttachException | IOException e) {
            err.println("ringfence: " + e.getMessage());
            return RingfenceCli.FAILED;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What is not text would be another name. Arguments of the command are handed on as they are. */
    private void checkReadable() {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            for (String value : option.originalStringValues()) {
                if (!NativeText.isReadable(value))
                    throw new IllegalArgumentException(
                            option.names()[0] + " " + value + ": not text in " + NativeText.CHARSET);
            }
        }
    }

    @SuppressWarnings("try") // Closed before this process dies of a signal, which runs no finally.
    private int run(PrintWriter err) throws Launch.NotFoundException, SpawnFailure, IOException {
        if (!processes.isEmpty()) throw new IllegalArgumentException("-p and a command exclude each other");
        if (!period.isEmpty()) throw new IllegalArgumentException("--for goes with -p: a command is traced to its end");
        Settings settings = options.settings(filters, true);
        TableOptions.Shape table = options.table().shape();
        Optional<UserIds> ids = user.isEmpty() ? Optional.empty() : Optional.of(UserLookup.find(user));
        Launch launch = Launch.ofOwnArguments(command.size(), variables, ids);
        try (TraceOutput output = TraceOutput.open(options.output(), options.isEach(), options.appends())) {
            ProgramTrace trace =
                    new ProgramTrace(settings, output.destination(), text -> err.println("ringfence: " + text));
            ProgramTrace.End end;
            try (Interruption interruption = Interruption.of(trace, output)) {
                end = trace.run(launch);
                finish(trace, table, output, err);
            }
            return end.signal() == 0 ? end.code() : die(trace, end.signal());
        }
    }

    private static int die(ProgramTrace trace, int signal) {
        trace.dieBy(signal);
        return SIGNAL_BASE + signal;
    }

    @SuppressWarnings("try") // Closed before this process dies of a signal, which runs no finally.
    private int attach(PrintWriter err) throws AttachException, IOException {
        if (processes.isEmpty()) throw new IllegalArgumentException("a command is missing, or -p with a process");
        if (!user.isEmpty() || !variables.isEmpty())
            throw new IllegalArgumentException("-u and -E change how a command starts, and with -p there is none");
        Settings settings = options.settings(filters, false);
        TableOptions.Shape table = options.table().shape();
        List<Integer> pids = TraceNumbers.pids(processes);
        Optional<Duration> time = period.isEmpty() ? Optional.empty() : Optional.of(TraceNumbers.duration(period));
        try (TraceOutput output = TraceOutput.open(options.output(), options.isEach(), options.appends())) {
            ProgramTrace trace =
                    new ProgramTrace(settings, output.destination(), text -> err.println("ringfence: " + text));
            ProgramTrace.End end;
            boolean complete;
            try (Interruption interruption = Interruption.of(trace, output)) {
                time.ifPresent(interruption::leaveAfter);
                end = trace.attach(pids);
                complete = finish(trace, table, output, err);
            }
            if (end.signal() != 0) return die(trace, end.signal());
            return complete ? RingfenceCli.OK : RingfenceCli.FAILED;
        }
    }

    /** Writes what is last. Returns whether all was written; why not was told. */
    private boolean finish(ProgramTrace trace, TableOptions.Shape table, TraceOutput output, PrintWriter err) {
        try {
            if (options.summarizes()) output.append(table.table(trace.counts()));
            output.close();
            return trace.isComplete();
        } catch (IOException e) {
            if (trace.isComplete()) err.println("ringfence: the output could not be written: " + e.getMessage());
            return false;
        }
    }
}
