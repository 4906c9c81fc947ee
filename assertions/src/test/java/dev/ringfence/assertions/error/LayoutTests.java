package dev.ringfence.assertions.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.evidence.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTests {

    @Test
    void shares_ten_lines_fairly() {
        assertThat(Layout.share(List.of())).isEmpty();
        assertThat(Layout.share(List.of(3, 2))).containsExactly(3, 2);
        assertThat(Layout.share(List.of(47, 1))).containsExactly(9, 1);
        assertThat(Layout.share(List.of(20, 20, 20))).containsExactly(4, 3, 3);
        assertThat(Layout.share(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)))
                .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0.0 ms",
        "0, 0.0 ms",
        "440000, 0.4 ms",
        "1000000, 1 ms",
        "12600000, 13 ms",
        "9999000000, 9999 ms",
        "10000000000, 10.0 s",
        "3600000000000, 3600.0 s"
    })
    void writes_durations(long nanos, String text) {
        assertThat(Times.of(nanos)).isEqualTo(text);
    }
}
