package dev.ringfence.tracer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Assumptions;

/** Compiles the C programs among the test resources. Without gcc the test is aborted, which CI forbids. */
final class CPrograms {
    private CPrograms() {}

    static Path compile(String name, Path directory) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/gcc")), "tools tier: there is no /usr/bin/gcc to compile " + name);
        Path source = copy(name, directory);
        copy("marker.h", directory);
        Path program = directory.resolve(name.substring(0, name.length() - 2));
        Process gcc = new ProcessBuilder("gcc", "-O1", "-pthread", "-o", program.toString(), source.toString(), "-lrt")
                .redirectErrorStream(true)
                .start();
        String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (gcc.waitFor() != 0) {
            throw new AssertionError("gcc could not compile " + name + ":\n" + output);
        }
        return program;
    }

    private static Path copy(String name, Path directory) throws IOException {
        Path target = directory.resolve(name);
        try (InputStream input = CPrograms.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new AssertionError("no resource " + name);
            }
            Files.copy(input, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }
}
