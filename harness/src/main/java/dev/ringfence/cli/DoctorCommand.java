package dev.ringfence.cli;

import dev.ringfence.environment.Doctor;
import dev.ringfence.environment.ProbeResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what this machine allows. */
@Command(
        name = "doctor",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        header = "Says what works on this machine, what does not, and the one thing to do about it.",
        description = {
            "",
            "Every line is a thing that was done, not a setting that was read: a shell is started, stopped, traced and"
                    + " given a filter, and the doctor waits until a call of it is reported. Settings are read to explain"
                    + " what failed. What builds on a failure is not tried.",
            "",
            "Run it as the user, and in the container, in which the tests run.",
            ""
        },
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:traced tests run here", " 1:they do not", " 2:the command line is wrong"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar ringfence.jar doctor",
            "  docker run --rm -v \"$PWD:/w\" IMAGE java -jar /w/ringfence.jar doctor --json"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Supplier<Doctor> doctor;

    @Option(
            names = "--json",
            description = "Print one JSON object: version, java, ok, and probes, each with name, outcome (ok, failed,"
                    + " not-tried), finding and, when it failed, remedy.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    DoctorCommand(Supplier<Doctor> doctor) {
        this.doctor = doctor;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        PrintWriter out = commandLine.getOut();
        List<ProbeResult> results = doctor.get().examine();
        if (json) {
            out.print(DoctorJson.of(results));
        } else {
            out.print(DoctorText.of(results, commandLine.getColorScheme().ansi()));
        }
        out.flush();
        boolean ok = results.stream().allMatch(ProbeResult.Works.class::isInstance);
        return ok ? RingfenceCli.OK : RingfenceCli.FAILED;
    }
}
