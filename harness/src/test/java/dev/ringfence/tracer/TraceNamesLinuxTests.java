package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are not ASCII, in our own arguments, in each locale. A shell writes and reads them, for which names are bytes. */
@Tag("traced")
@Tag("tools")
class TraceNamesLinuxTests {
    private static final int TIMEOUT_SECONDS = 120;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "xx_XX.UTF-8"})
    void a_log_has_the_name_that_was_given(String locale) throws Exception {
        assertThat(run(
                        locale,
                        "\"$@\" -e trace=none -o é.log true && \"$@\" -A -e trace=none -o é.log true; cat é.log"))
                .isEqualTo("+++ exited with 0 +++\n+++ exited with 0 +++\n");
    }

    @ParameterizedTest
    @ValueSource(strings = "C")
    void logs_of_threads_have_the_name_that_was_given(String locale) throws Exception {
        assertThat(run(locale, "\"$@\" -ff -e trace=none -o é true; cat é.*")).isEqualTo("+++ exited with 0 +++\n");
    }

    @ParameterizedTest
    @ValueSource(strings = "C")
    void a_command_gets_its_arguments(String locale) throws Exception {
        assertThat(run(locale, "\"$@\" -e trace=none -o \"|cat >é.log; echo '100% é\\\\'\" true; cat é.log"))
                .isEqualTo("100% é\\\n+++ exited with 0 +++\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void paths_are_found(String locale) throws Exception {
        String cat = "echo > é; ln -s é link; ln -s . ü; \"$@\" -q -o log -e quiet=all -e trace=openat ";
        String opened = "openat\\(AT_FDCWD, \"%s\", O_RDONLY\\) += 3\n";
        assertThat(run(locale, cat + "-P é cat é; cat log")).matches("\n" + opened.formatted("\\\\303\\\\251"));
        assertThat(run(locale, "rm -r *; " + cat + "-P link cat \"$PWD/é\"; cat log"))
                .matches("\n" + opened.formatted(".*/\\\\303\\\\251"));
        assertThat(run(locale, "rm -r *; " + cat + "-e 'path=*/é' cat ./é; cat log"))
                .matches("\n" + opened.formatted("./\\\\303\\\\251"));
        assertThat(run(locale, "rm -r *; " + cat + "-e \"path=$PWD/ü/*\" cat ./é; cat log"))
                .matches("\n" + opened.formatted("./\\\\303\\\\251"));
    }

    @ParameterizedTest
    @ValueSource(strings = "C")
    void programs_are_known_by_name(String locale) throws Exception {
        String copy = "cp /bin/true é; ";
        assertThat(run(locale, copy + "\"$@\" -e program=é -e trace=exit_group -o log ./é; cat log"))
                .isEqualTo("exit_group(0)                           = ?\n+++ exited with 0 +++\n");
        assertThat(run(locale, copy + "\"$@\" -e program=ü -e trace=exit_group -o log ./é; cat log"))
                .isEqualTo("+++ exited with 0 +++\n");
    }

    @ParameterizedTest
    @ValueSource(strings = "C")
    void variables_are_set(String locale) throws Exception {
        assertThat(run(locale, "\"$@\" -o log -E é=ü -E U=ü env | grep ü | sort"))
                .isEqualTo("U=ü\né=ü\n");
    }

    @ParameterizedTest
    @ValueSource(strings = "C")
    void what_is_no_text_is_no_name(String locale) throws Exception {
        assertThat(run(locale, "odd=$(printf '\\377'); \"$@\" -o \"odd$odd\" ./true \"$odd\" 2>&1; ls"))
                .startsWith("ringfence trace: -o odd\ufffd: not text in UTF-8\nTry 'ringfence trace --help'.\n")
                .doesNotContain("\nodd");
    }

    @Test
    void a_file_that_cannot_be_opened_is_told_with_the_reason() throws Exception {
        assertThat(run("C", "\"$@\" -o é/log true 2>&1")).isEqualTo("ringfence: é/log (No such file or directory)\n");
    }

    /** Returns what a script writes that gets the command line of a tracer as its arguments. */
    private String run(String locale, String script) throws Exception {
        Path file = Files.writeString(
                Files.createTempFile(directory.getParent(), "script", ".sh"),
                "LC_ALL=" + locale + "; export LC_ALL; unset LANG LC_CTYPE\n" + script + "\n");
        List<String> command = new ArrayList<>(List.of("/bin/sh", file.toString()));
        command.addAll(TraceProgram.command(List.of()));
        Path out = directory.resolveSibling(file.getFileName() + ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .as("the script ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(file);
        Files.delete(out);
        return text;
    }
}
