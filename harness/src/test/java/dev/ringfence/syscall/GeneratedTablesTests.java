package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generates the tables again from this machine's headers and compares them with those that are kept. */
class GeneratedTablesTests {
    private static final Path SCRIPT = Path.of("src/main/scripts/generate-syscall-tables.sh");

    @ParameterizedTest
    @CsvSource({
        "syscalls, syscalls-x86_64.tsv, /usr/include/x86_64-linux-gnu/asm/unistd_64.h",
        "errnos, errnos-x86_64.tsv, /usr/include/x86_64-linux-gnu/asm/errno.h"
    })
    void the_kept_table_is_what_the_script_generates(String what, String resource, Path header) throws Exception {
        assumeTrue(Files.exists(header), () -> "no kernel headers here: " + header);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no C compiler here: /usr/bin/cc");

        Map<Integer, String> kept = new TreeMap<>(NumberTable.read(resource));
        Map<Integer, String> generated = new TreeMap<>(NumberTable.parse("script", run(what)));
        // Headers that are newer than the table may hold calls that it does not.
        generated.keySet().removeIf(number -> number > Collections.max(kept.keySet()));

        assertThat(generated).isEqualTo(kept).hasSizeGreaterThan(100);
    }

    private static String run(String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", SCRIPT.toString(), what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("exit code of the script").isZero();
            return text;
        }
    }

    @Test
    void a_number_that_is_there_twice_is_refused() {
        assertThatThrownBy(() -> NumberTable.parse("t", "1\ta\n1\tb\n"))
                .hasMessage("t, line 2, number: 1 is there twice, in \"1\tb\"");
        assertThatThrownBy(() -> NumberTable.parse("t", "1\ta\tb\n"))
                .hasMessageStartingWith("t, line 1, name: expected a number and a name");
    }
}
