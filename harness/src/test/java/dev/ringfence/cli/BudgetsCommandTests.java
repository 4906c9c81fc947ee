package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.environment.Doctor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

class BudgetsCommandTests {
    private static final String HEADER = """
            # ringfence budgets 1
            # What each test costs: the median of its rounds, and after ~ how far apart they were. What is unfit does not repeat.
            # Commit this file. It is changed by: mvn test -Dringfence.budgets.mode=update
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private Path file(String name, String lines) throws IOException {
        return Files.writeString(directory.resolve(name), HEADER + "\n[linux-x86_64 jdk17]\n" + lines);
    }

    private int run(Object... arguments) {
        return Commands.commandLine(new DoctorCommand(() -> new Doctor(List.of())))
                .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        Stream.concat(Stream.of("budgets"), Stream.of(arguments).map(Object::toString))
                                .toArray(String[]::new));
    }

    // --- diff ---

    @Test
    void says_nothing_of_files_that_say_the_same() throws IOException {
        Path one = file("one", "A#a() opens 4\nA#b() opens 4\n");
        Path other = file("other", "A#b() opens 4\nA#a() opens 4\n");

        assertThat(run("diff", one, other)).isZero();
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void says_what_differs_and_counts_it() throws IOException {
        Path older = file("older", """
                A#a() opens 4
                A#b() opens 4
                A#c() opens 4
                A#d() opens 40
                A#e() opens 4
                """);
        Path newer = file("newer", """
                A#a() opens 5
                A#b() opens 3
                A#d() opens 40 ~1
                A#e() opens unfit
                A#f() opens 1

                [linux-x86_64 jdk25]
                A#a() opens 5
                """);

        assertThat(run("diff", older, newer)).isEqualTo(1);
        assertThat(out).hasToString("""
                [linux-x86_64 jdk17]
                ! A#a() opens 4 -> 5
                ! A#b() opens 4 -> 3
                - A#c() opens 4
                ! A#d() opens 40 -> 40 ~1
                ! A#e() opens 4 -> unfit
                + A#f() opens 1
                [linux-x86_64 jdk25]
                + A#a() opens 5

                7 differences: 1 larger, 1 smaller, 2 added, 1 removed, 2 otherwise
                """);
    }

    @Test
    void refuses_what_it_cannot_read() throws IOException {
        Path one = file("one", "A#a() opens 4\n");
        Path broken = file("broken", "A#a() opens four\n");

        assertThat(run("diff", one, directory.resolve("none"))).isEqualTo(2);
        assertThat(err.toString()).startsWith("there is no file " + directory.resolve("none"));
        err.getBuffer().setLength(0);
        assertThat(run("diff", one, broken)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("cannot read budgets: " + broken
                        + ", line 6, median: expected a whole number without zeros before it, in \"A#a() opens four\"")
                .contains("Usage: ringfence budgets diff");
        assertThat(out.toString()).isEmpty();
    }

    // --- merge ---

    @Test
    void merges_what_does_not_disagree() throws IOException {
        Path one = file("one", "A#a() opens 4\n");
        Path other = file("other", "B#b() opens 1\nA#a() opens 4\n");
        Path merged = directory.resolve("merged");

        assertThat(run("merge", "-o", merged, one, other)).isZero();
        assertThat(merged).hasContent(HEADER + "\n[linux-x86_64 jdk17]\nA#a() opens 4\nB#b() opens 1\n");
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void what_differs_from_the_base_counts_and_a_part_may_be_overwritten() throws IOException {
        Path base = file("base", "A#a() opens 4\nB#b() opens 4\n");
        Path one = file("one", "A#a() opens 3\nB#b() opens 4\n");
        Path other = file("other", "A#a() opens 4\nB#b() opens 9\n");

        assertThat(run("merge", "--base", base, "-o", one, one, other)).isZero();
        assertThat(one).hasContent(HEADER + "\n[linux-x86_64 jdk17]\nA#a() opens 3\nB#b() opens 9\n");
    }

    @Test
    void writes_nothing_where_parts_disagree() throws IOException {
        Path one = file("one", "A#a() opens 3\n");
        Path other = file("other", "A#a() opens 4\n");
        Path third = file("third", "B#b() opens 4\n");
        Path merged = directory.resolve("merged");

        assertThat(run("merge", "-o", merged, one, other, third)).isEqualTo(1);
        assertThat(err.toString().replace(directory.toString(), "DIR")).isEqualTo("""
                ringfence budgets merge: the files disagree on 1 entry, and nothing was written:

                [linux-x86_64 jdk17] A#a() opens
                  3  DIR/one
                  4  DIR/other
                  none  DIR/third

                With --base FILE the entry that differs from that file counts.
                """);
        assertThat(merged).doesNotExist();
    }

    @Test
    void needs_two_files_and_one_to_write() throws IOException {
        Path one = file("one", "A#a() opens 3\n");

        assertThat(run("merge", "-o", one, one)).isEqualTo(2);
        assertThat(run("merge", one, one)).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--output=OUT'", "a command is missing");
    }

    @Test
    void helps_with_exit_codes_and_examples() {
        assertThat(run("merge", "--help")).isZero();
        assertThat(out.toString())
                .contains("Exit codes:", "   1   the files disagree", "budgets merge --base %O -o %A %A %B")
                .doesNotContain("%%");
    }
}
