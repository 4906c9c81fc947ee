package dev.ringfence.kernelfs.proc.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine that reads /proc. */
record Tool(Path path) {
    private static final int SECONDS = 60;

    /** Returns the tool; a test that needs one that is not there is aborted. */
    static Tool named(String name) {
        Optional<Path> path = find(name);
        Assumptions.assumeTrue(path.isPresent(), "tools tier: there is no " + name + " in /usr/bin or /usr/sbin");
        return new Tool(path.orElseThrow());
    }

    static Optional<Path> find(String name) {
        return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs it and returns what it prints. */
    String run(Object... arguments) {
        List<String> line = new ArrayList<>(List.of(path.toString()));
        for (Object argument : arguments) line.add(argument.toString());
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        // nstat keeps a history of what it has shown.
        builder.environment().put("NSTAT_HISTORY", "/dev/null");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String text;
            try (InputStream printed = process.getInputStream()) {
                text = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", line)
                    .isTrue();
            assertThat(process.exitValue()).as("exit code of %s", line).isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    List<String> lines(Object... arguments) {
        return run(arguments).lines().toList();
    }
}
