package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cli.RingfenceCli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ringfence trace} as its users do: as a process of its own. */
final class TraceProgram {
    private static final long TIMEOUT_SECONDS = 120;

    private TraceProgram() {}

    /** What came of a run. */
    record Outcome(int code, String out, String err) {}

    /** Starts it. */
    static Process start(Path directory, List<String> arguments) throws IOException {
        return start(directory, "trace", arguments);
    }

    private static Process start(Path directory, String name, List<String> arguments) throws IOException {
        return new ProcessBuilder(command(name, arguments))
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    /** Returns the command line. */
    static List<String> command(List<String> arguments) {
        return command("trace", arguments);
    }

    private static List<String> command(String name, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RingfenceCli.class.getName(),
                name));
        command.addAll(arguments);
        return command;
    }

    /** Runs it to its end. */
    static Outcome run(Path directory, String... arguments) throws IOException, InterruptedException {
        return await(start(directory, List.of(arguments)), directory);
    }

    /** Runs another command to its end. */
    static Outcome runCommand(Path directory, String name, String... arguments)
            throws IOException, InterruptedException {
        return await(start(directory, name, List.of(arguments)), directory);
    }

    static Outcome await(Process process, Path directory) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .as("ringfence trace ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), read(directory, "out"), read(directory, "err"));
    }

    /** Returns the lines of a file of the run, without the process ids at their beginnings. */
    static List<String> log(Path directory, String name) throws IOException {
        return read(directory, name)
                .lines()
                .map(line -> line.replaceFirst("^\\d+ +", ""))
                .toList();
    }

    private static String read(Path directory, String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    }
}
