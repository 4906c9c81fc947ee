package dev.ringfence.assertions.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 ms",
        "-5, 0.0 ms",
        "440000, 0.4 ms",
        "1400000, 1 ms",
        "9999000000, 9999 ms",
        "12340000000, 12.3 s"
    })
    void a_sentence_has_few_digits(long nanos, String text) {
        assertThat(Times.of(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 0.001 ms",
        "50000000, 50 ms",
        "50000001, 50.001 ms",
        "50100000, 50.1 ms",
        "400000000, 400 ms",
        "9999000000, 9999 ms",
        "10000000000, 10 s",
        "12345678901, 12.345679 s"
    })
    void what_is_compared_with_a_limit_is_rounded_up(long nanos, String text) {
        assertThat(Times.exact(nanos)).isEqualTo(text);
    }
}
