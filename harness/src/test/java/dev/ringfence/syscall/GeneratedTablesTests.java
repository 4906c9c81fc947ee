package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generates the tables again from this machine's headers and compares them with those that are kept. */
class GeneratedTablesTests {
    private static final Path SCRIPT = Path.of("src/main/scripts/generate-syscall-tables.sh");
    /** What the script exits with where calls of i386 cannot be made. */
    private static final int NO_EMULATION = 3;

    @ParameterizedTest
    @CsvSource({
        "x86_64, /usr/include/x86_64-linux-gnu/asm/unistd_64.h",
        "i386, /usr/include/x86_64-linux-gnu/asm/unistd_32.h",
        "x32, /usr/include/x86_64-linux-gnu/asm/unistd_x32.h",
        "aarch64, /usr/include/asm-generic/unistd.h"
    })
    void the_kept_calls_are_what_the_script_generates(String name, Path header) throws Exception {
        assumeThatThereAre(header);
        String version = version("strace", "-V");
        assumeTrue(version.contains(" 6.1\n"), () -> "the categories are those of strace 6.1, but here is: " + version);

        Abi abi = Abi.named(name);
        Map<Integer, Syscall> kept = byNumber(SyscallTable.of(abi).calls());
        Map<Integer, Syscall> generated = byNumber(SyscallTable.parse(abi, "script", run("syscalls", name)));
        // Headers that are newer than the table may hold calls that it does not.
        generated.keySet().removeIf(number -> number > Collections.max(kept.keySet()));

        assertThat(generated).isEqualTo(kept).hasSizeGreaterThan(300);
    }

    private static Map<Integer, Syscall> byNumber(Collection<Syscall> calls) {
        return calls.stream().collect(Collectors.toMap(Syscall::number, call -> call, (a, b) -> b, TreeMap::new));
    }

    @Test
    void the_kept_errors_are_what_the_script_generates() throws Exception {
        assumeThatThereAre(Path.of("/usr/include/x86_64-linux-gnu/asm/errno.h"));

        Map<Integer, String> kept = new TreeMap<>(NumberTable.read("errnos-x86_64.tsv"));
        Map<Integer, String> generated = new TreeMap<>(NumberTable.parse("script", run("errnos")));
        generated.keySet().removeIf(number -> number > Collections.max(kept.keySet()));

        assertThat(generated).isEqualTo(kept).hasSizeGreaterThan(100);
    }

    private static void assumeThatThereAre(Path header) {
        assumeTrue(Files.exists(header), () -> "no kernel headers here: " + header);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no C compiler here: /usr/bin/cc");
    }

    private static String version(String... command) throws InterruptedException {
        try {
            return Commands.output(command);
        } catch (IOException absent) {
            return "none (" + absent.getMessage() + ")";
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        Commands.Result result = Commands.result(Stream.concat(Stream.of("sh", SCRIPT.toString()), Stream.of(arguments))
                .toArray(String[]::new));
        assumeTrue(result.code() != NO_EMULATION, "this kernel has no 32-bit emulation");
        assertThat(result.code()).isZero();
        return result.out();
    }

    @Test
    void a_number_that_is_there_twice_is_refused() {
        assertThatThrownBy(() -> NumberTable.parse("t", "1\ta\n1\tb\n"))
                .hasMessage("t, line 2, number: 1 is there twice, in \"1\tb\"");
        assertThatThrownBy(() -> NumberTable.parse("t", "1\ta\tb\n"))
                .hasMessageStartingWith("t, line 1, name: expected a number and a name");
    }
}
