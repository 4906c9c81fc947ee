package dev.ringfence.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same programs under strace and under our tracer: both logs tell the same, but for what is explained. Two runs of a
 * program with threads may differ by themselves, so one that differs is run again under both: what a tracer shows wrongly
 * it shows wrongly each time.
 */
@Tag("traced")
@Tag("tools")
class StraceDifferentialLinuxTests {
    @TempDir
    static Path directory;

    /** How often a program may be run until both logs are equal. */
    private static final int ROUNDS = 4;

    private static Sandbox sandbox;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Sandbox.isPossible(), "tools tier: gcc, strace or setarch is not in /usr/bin");
        sandbox = new Sandbox(directory);
        sandbox.compile();
    }

    @Test
    void each_program_is_shown_as_strace_shows_it(TestReporter reporter) throws Exception {
        Explanations explanations = Explanations.parse(Sandbox.resource("explained.tsv"));
        List<TracedCommand> programs = TracedCommand.parse(Sandbox.resource("programs.tsv"));
        for (TracedCommand program : programs) {
            Path path = directory.resolve("work").resolve(program.command().get(0));
            Assumptions.assumeTrue(Files.isExecutable(path), "tools tier: there is no " + path);
        }
        List<Difference> differences = new ArrayList<>();
        List<TracedCommand> left = programs;
        int compared = 0;
        for (int round = 1; round <= ROUNDS && !left.isEmpty(); round++) {
            differences.clear();
            List<TracedCommand> differing = new ArrayList<>();
            long tracer = traceAll(left);
            for (TracedCommand program : left) {
                Comparison comparison = compare(program, tracer, explanations);
                if (round == 1) compared += comparison.compared();
                if (comparison.differences().isEmpty()) continue;
                differing.add(program);
                differences.addAll(comparison.differences());
            }
            if (!differing.isEmpty()) reporter.publishEntry("differed in round " + round, lines(differences));
            left = differing;
        }
        reporter.publishEntry("programs", Integer.toString(programs.size()));
        reporter.publishEntry("lines compared", Integer.toString(compared));
        assertThat(programs).hasSizeGreaterThanOrEqualTo(40);
        assertThat(differences)
                .as(() -> differences.size() + " unexplained differences:\n" + lines(differences))
                .isEmpty();
        assertThat(explanations.idle()).as("explanations of nothing").isEmpty();
    }

    private static long traceAll(List<TracedCommand> programs) throws IOException, InterruptedException {
        return sandbox.runWell(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OurTraces.class.getName(),
                directory.toString(),
                programs.stream().map(each -> Pattern.quote(each.name())).collect(Collectors.joining("|"))));
    }

    private static Comparison compare(TracedCommand program, long tracer, Explanations explanations)
            throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(sandbox.log(program), StandardCharsets.ISO_8859_1);
        TraceLog ours = TraceLog.parse(lines, tracer);
        return Comparison.of(program.name(), sandbox.strace(program), ours, explanations, program.anyAddress());
    }

    private static String lines(List<Difference> differences) {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("\n"));
    }
}
