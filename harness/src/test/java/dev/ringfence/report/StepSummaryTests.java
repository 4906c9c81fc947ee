package dev.ringfence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.StepSummary.Fitting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTests {
    private static final String WHOLE = "target/ringfence/summary.md";

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void what_fits_is_there() {
        assertThat(Fitting.of(List.of("a\n", "b\n"), 6, WHOLE)).isEqualTo(new Fitting("a\n\nb\n\n", 0));
    }

    @Test
    void a_part_that_is_too_long_is_left_out_and_that_is_said() {
        String note =
                "\n**Cut here**: 1 part does not fit into the 1 MiB that is shown. All of it is in `" + WHOLE + "`.\n";
        String longPart = "ü".repeat(500);

        Fitting fitting = Fitting.of(List.of("first", longPart, "last"), 300, WHOLE);

        assertThat(fitting).isEqualTo(new Fitting("first\nlast\n" + note, 1));
    }

    @Test
    void never_is_more_than_fits() {
        List<String> parts = List.of("é".repeat(40), "b".repeat(40), "c".repeat(40), "d".repeat(7));
        for (int limit = 0; limit < 300; limit++) {
            Fitting fitting = Fitting.of(parts, limit, WHOLE);
            assertThat(bytes(fitting.text())).isLessThanOrEqualTo(limit);
            assertThat(fitting.omitted() == 0).isEqualTo(limit >= 80 + 40 + 40 + 7 + 4);
        }
    }

    @Test
    void appends_to_what_is_there_up_to_one_mebibyte(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("step.md");
        Files.writeString(file, "x".repeat((1 << 20) - 400));

        int omitted = StepSummary.append(file, List.of("a".repeat(100), "b".repeat(1000)), WHOLE);

        assertThat(omitted).isEqualTo(1);
        assertThat(Files.size(file)).isLessThanOrEqualTo(1 << 20);
        assertThat(Files.readString(file))
                .contains("xxa", "**Cut here**: 1 part")
                .doesNotContain("b".repeat(1000));
    }

    @Test
    void makes_the_file(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("step.md");

        assertThat(StepSummary.append(file, List.of("a", "b"), WHOLE)).isZero();
        assertThat(file).hasContent("a\nb\n");
    }

    @Test
    void appends_nothing_where_nothing_fits(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("step.md");
        Files.writeString(file, "x".repeat(1 << 20));

        assertThat(StepSummary.append(file, List.of("a", "b"), WHOLE)).isEqualTo(2);
        assertThat(Files.size(file)).isEqualTo(1 << 20);
    }
}
