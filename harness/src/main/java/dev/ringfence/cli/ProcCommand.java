package dev.ringfence.cli;

import dev.ringfence.inspection.Inspection;
import dev.ringfence.inspection.ProcessInspector;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.codec.StateCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a process. */
@Command(
        name = "proc",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Shows what a process is, has and uses.",
        synopsisHeading = "",
        customSynopsis = "Usage: ringfence proc [OPTIONS] PID",
        description = {
            "",
            "Reads /proc once and prints what an investigator asks first: what the process is and who started it, its"
                    + " descriptors by kind and by what they stand for, sockets by state, with connections that the other"
                    + " side has closed, threads by state and name, children and zombies, memory, processor time, transfers,"
                    + " limits and how much of them is used, and what its control groups allow.",
            "",
            "Nothing is stopped, traced or changed. What may not be read, such as the descriptors of another user's"
                    + " process, is said to be not known, with the reason, and is never shown as 0. How full the heap of a"
                    + " JVM is cannot be seen from outside.",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:the process is shown, or written",
            " 1:there is no such process, or the file cannot be written",
            " 2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringfence proc 4711",
            "  ringfence proc --fds 4711 | grep CLOSE_WAIT",
            "  ringfence proc --json 4711 | jq '.sockets[] | select(.state==\"LISTEN\")'",
            "  ringfence proc -o before 4711; sleep 60; ringfence proc -o after 4711",
            "  ringfence diff before after"
        })
final class ProcCommand implements Callable<Integer> {
    private final Path proc;
    private final Path passwd;

    @Parameters(paramLabel = "PID", description = "The process, as a number.")
    private String pid = "";

    @Option(
            names = "--fds",
            description = "Give each descriptor a line, instead of grouping those that stand for the same.")
    private boolean each;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Print nothing, and write what was read of the process, its parent and its children to a file for"
                            + " 'ringfence diff'. The environment is left out: it often has secrets. Command lines and paths are in"
                            + " it.")
    private String output = "";

    @Option(
            names = "--json",
            description =
                    "Print one JSON object, with bytes and nanoseconds. What is not known is null, and its reason is in"
                            + " the object unknown.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    ProcCommand() {
        this(Path.of("/proc"), Path.of("/etc/passwd"));
    }

    ProcCommand(Path proc, Path passwd) {
        this.proc = proc;
        this.passwd = passwd;
    }

    @Override
    public Integer call() {
        int number = number();
        if (!output.isEmpty() && (json || each))
            throw new ParameterException(spec.commandLine(), "-o prints nothing: it excludes --json and --fds");
        ProcessInspector inspector = new ProcessInspector(proc);
        Reading<Inspection> inspection = inspector.inspect(number);
        if (!(inspection instanceof Reading.Value<Inspection> known)) return failed(inspection.fault());
        if (!output.isEmpty()) return write(known.read());
        ProcView view = new ProcView(
                known.read(),
                inspector.descriptors(known.read().process()),
                inspector.groups(known.read().process()),
                new UserNames(passwd));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? ProcJson.of(view)
                        : ProcText.of(
                                view, each, spec.commandLine().getColorScheme().ansi()));
        out.flush();
        return RingfenceCli.OK;
    }

    private int number() {
        try {
            int number = KernelText.line("PID", pid).decimalInt(pid, "PID");
            if (number > 0) return number;
        } catch (KernelTextException noNumber) {
            throw new ParameterException(spec.commandLine(), "\"" + pid + "\" is no process id", noNumber);
        }
        throw new ParameterException(spec.commandLine(), "\"" + pid + "\" is no process id");
    }

    private int write(Inspection inspection) {
        try {
            Files.write(Path.of(output), StateCodec.toJson(new StateCodec.Dated(inspection.at(), inspection.state())));
            return RingfenceCli.OK;
        } catch (InvalidPathException e) {
            return failed("cannot write " + output + ": " + e.getReason());
        } catch (IOException e) {
            return failed("cannot write " + output + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private int failed(String fault) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("ringfence proc: " + fault);
        err.flush();
        return RingfenceCli.FAILED;
    }
}
