package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Runs programs of this machine. */
final class Commands {
    private Commands() {}

    /** Returns what a program prints; it must succeed. */
    static String output(String... command) throws IOException, InterruptedException {
        Result result = result(command);
        assertThat(result.code())
                .as("exit code of " + String.join(" ", command))
                .isZero();
        return result.out();
    }

    /** Returns what a program prints and how it exits. */
    static Result result(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        }
    }

    record Result(int code, String out) {}
}
