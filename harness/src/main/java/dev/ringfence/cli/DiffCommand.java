package dev.ringfence.cli;

import dev.ringfence.inspection.Inspection;
import dev.ringfence.inspection.InspectionDelta;
import dev.ringfence.recording.codec.RecordingFormatException;
import dev.ringfence.recording.codec.StateCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a process has changed. */
@Command(
        name = "diff",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        header = "Says how a process has changed between two moments.",
        description = {
            "",
            "A and B are files that 'ringfence proc -o FILE PID' wrote. Prints only what differs: + what B has more, - what"
                    + " it lacks, ! what is another in each, with A's first: descriptors by kind and by what they stand for,"
                    + " mapped files, sockets by state, threads, children, memory, processor time, transfers, limits, state"
                    + " and directory. ? stands before what one of the files does not say, with the reason.",
            "",
            "Descriptors, threads and children are compared one by one where it is one process, known by its id and its"
                    + " start. Of two processes they are compared by what they stand for and how they are called.",
            "",
            "Context switches are those of threads that are in B: those of threads that have ended are in no file. Between"
                    + " files that an earlier version wrote they are not compared.",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:nothing differs",
            " 1:something differs, or whether it does is not known",
            " 2:the command line is wrong, or a file cannot be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringfence proc -o before 4711; sleep 60; ringfence proc -o after 4711",
            "  ringfence diff before after",
            "  ringfence diff before after | grep '^  +'",
            "  ringfence diff --json before after | jq -r '.descriptors.opened[].link'"
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "What was written first.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "What was written later.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private Path second;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object, also where nothing differs, with both values of each number, in bytes and"
                            + " nanoseconds. What one of the files does not say is null, and its reason is in the object"
                            + " unknown. The exit codes are the same.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        Inspection before = read(first);
        Inspection after = read(second);
        InspectionDelta delta = new InspectionDelta(before, after);
        String text = DiffText.of(delta, spec.commandLine().getColorScheme().ansi());
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.print(DiffJson.of(delta, !text.isEmpty()));
        else if (!text.isEmpty()) {
            out.println("--- " + first + "  " + title(before));
            out.println("+++ " + second + "  " + title(after) + later(before, after));
            out.println();
            out.print(text);
        }
        out.flush();
        return text.isEmpty() ? RingfenceCli.OK : RingfenceCli.FAILED;
    }

    private static String title(Inspection inspection) {
        return inspection.at().truncatedTo(ChronoUnit.SECONDS) + "  " + ProcWords.title(inspection.process());
    }

    private static String later(Inspection before, Inspection after) {
        Duration between = Duration.between(before.at(), after.at());
        return ", " + Amounts.time(between.abs()) + (between.isNegative() ? " before" : " later");
    }

    private Inspection read(Path file) {
        try {
            StateCodec.Dated dated = StateCodec.fromJson(Files.readAllBytes(file));
            return new Inspection(dated.at(), dated.state());
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file, e);
        } catch (RecordingFormatException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), file + " is not what 'ringfence proc -o' writes: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "cannot read " + file + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }
}
