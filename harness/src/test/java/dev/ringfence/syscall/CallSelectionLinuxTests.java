package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringfence.kernelfs.KernelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks strace which of all calls an expression selects. */
@Tag("tools")
class CallSelectionLinuxTests {
    private static final Path SOURCE = Path.of("src/main/scripts/every-syscall.c");
    private static final Pattern REFUSED_CALL = Pattern.compile("^\\[ *(\\d+)\\] .* = -1 ENOSYS .*");
    /** strace 6.1 shows calls that are newer whatever is selected, as calls it does not know. */
    private static final int NEWEST_OF_STRACE = 450;

    @TempDir
    static Path directory;

    private static Path program;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        for (String tool : new String[] {"/usr/bin/gcc", "/usr/bin/strace"}) {
            assumeTrue(Files.isExecutable(Path.of(tool)), "tools tier: there is no " + tool);
        }
        program = directory.resolve("every-syscall");
        Commands.output("gcc", "-O1", "-o", program.toString(), SOURCE.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openat,close",
                "!openat,close",
                "!!openat",
                "?openat3,close",
                "!?openat3",
                "openat,",
                "3",
                "0,257",
                "file",
                "%file,desc",
                "!%network",
                "%net",
                "stat",
                "%stat",
                "%lstat",
                "%fstat",
                "%%stat",
                "%statfs",
                "%fstatfs",
                "%%statfs",
                "%clock,%creds,%pure",
                "%ipc,%memory,%process,%signal",
                "/^re",
                "/^(open|close)$,/64$",
                "!/^.",
                "all",
                "!all",
                "none",
                "!none",
                "openat@64,close@32,read@x32",
                "%file@32",
                "stat64,umount,chown32"
            })
    void selects_what_strace_selects(String expression) throws Exception {
        assertThat(CallSelection.parse(expression).numbers(Abi.X86_64))
                .filteredOn(number -> number <= NEWEST_OF_STRACE && !isProbe(number))
                .containsExactlyElementsOf(selectedByStrace(expression));
    }

    private static boolean isProbe(int number) {
        return number == 335 || number == 336;
    }

    private static Set<Integer> selectedByStrace(String expression) throws Exception {
        Path trace = directory.resolve("trace");
        Commands.output(
                "strace", "-n", "-o", trace.toString(), "-e", "trace=" + expression, program.toString(), "x86_64");
        Set<Integer> numbers = new TreeSet<>();
        for (String line : Files.readAllLines(trace)) {
            Matcher call = REFUSED_CALL.matcher(line);
            if (call.matches() && !line.contains("syscall_0x"))
                numbers.add(KernelText.line("strace", call.group(1)).decimalInt(0, "number"));
        }
        return numbers;
    }
}
