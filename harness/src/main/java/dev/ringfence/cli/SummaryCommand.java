package dev.ringfence.cli;

import dev.ringfence.program.CallCount;
import dev.ringfence.program.SummaryTable;
import dev.ringfence.recording.codec.RecordingFormatException;
import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.CallFilter;
import dev.ringfence.syscall.expression.CannotTellException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts what was traced or recorded before. */
@Command(
        name = "summary",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Counts the calls of traces and recordings that were saved.",
        synopsisHeading = "",
        customSynopsis = "Usage: ringfence summary [OPTIONS] FILE...",
        description = {
            "",
            "Reads what 'ringfence trace --json -o FILE' wrote, and recordings of tests as RecordingCodec.toJson writes them,"
                    + " and prints the table of 'ringfence trace -c' of all of them together. The files are read as they"
                    + " come; none is kept in memory.",
            "",
            "A - stands for what is not known: recordings do not say how long calls took, nor whether those failed of which"
                    + " only the entry was watched. Of a trace the calls that have returned are counted, of a recording"
                    + " those that were entered, whoever made them.",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:the table is printed, of all that the files have",
            " 1:a file cannot be read, or does not say what an expression asks",
            " 2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringfence trace -f --json -o build.log -- make",
            "  ringfence summary -S calls build.log",
            "  ringfence summary -e program=cc1 -e errno=ENOENT build.log"
        })
final class SummaryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "What to count.")
    private List<String> files = List.of();

    @Option(
            names = "-e",
            paramLabel = "EXPR",
            description =
                    "Count only calls for which this holds: trace=SET, status=SET, errno=SET, fds=SET, path=GLOB,...,"
                            + " thread=SET or program=SET, as 'ringfence trace --help' explains them. All hold; of several about"
                            + " the same the last one counts.")
    private List<String> expressions = new ArrayList<>();

    @Option(
            names = {"-z", "--successful-only"},
            description = "Count only calls that succeeded.")
    private boolean successful;

    @Option(
            names = {"-Z", "--failed-only"},
            description = "Count only calls that failed.")
    private boolean failed;

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--json",
            description = "Print one JSON object: calls, each with abi, number, name, calls, errors, nanos, leastNanos,"
                    + " mostNanos, and total with the last five; null stands for what is not known.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        SummaryInput input;
        TableOptions.Shape shape;
        List<Path> paths;
        try {
            input = new SummaryInput(filter(), remark -> err.println("ringfence: " + remark));
            shape = table.shape();
            paths = files.stream().map(Path::of).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        for (Path path : paths) {
            String fault = read(input, path);
            if (!fault.isEmpty()) {
                err.println("ringfence: " + fault);
                return RingfenceCli.FAILED;
            }
        }
        print(input.counts(), shape);
        return RingfenceCli.OK;
    }

    private CallFilter filter() {
        if (successful && failed) throw new IllegalArgumentException("-z and -Z exclude each other");
        LastExpressions last = new LastExpressions();
        for (String expression : expressions) {
            try {
                last.add(CallExpression.parse(expression));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("-e " + e.getMessage(), e);
            }
        }
        if (successful) last.add(CallExpression.parse("status=successful"));
        if (failed) last.add(CallExpression.parse("status=failed"));
        return last.filter();
    }

    /** Returns what is wrong with a file, or an empty text. */
    private static String read(SummaryInput input, Path path) {
        try {
            input.add(path);
            return "";
        } catch (RecordingFormatException | CannotTellException e) {
            return path + ": " + e.getMessage();
        } catch (FileNotFoundException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            return path + ": " + e.getMessage();
        }
    }

    private void print(List<CallCount> counts, TableOptions.Shape shape) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? SummaryJson.of(SummaryTable.sorted(counts, shape.order())) : shape.table(counts));
        out.flush();
    }
}
