package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "1023, 1023 bytes",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048575, 1024.0 KiB",
        "1048576, 1.0 MiB",
        "9223372036854775807, 8.0 EiB",
        "-1, 16.0 EiB"
    })
    void bytes_have_the_largest_unit_of_which_there_is_one(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void a_difference_has_a_sign() {
        assertThat(Amounts.bytesMore(2048)).isEqualTo("+2.0 KiB");
        assertThat(Amounts.bytesMore(-17)).isEqualTo("-17 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.00 s",
        "PT1.999S, 1.99 s",
        "PT59.5S, 59.50 s",
        "PT61S, 1 min 1 s",
        "PT3H2M1S, 3 h 2 min",
        "P2DT5H, 2 d 5 h"
    })
    void times_have_two_units(Duration time, String text) {
        assertThat(Amounts.time(time)).isEqualTo(text);
    }

    @Test
    void names_can_do_nothing_to_a_terminal() {
        assertThat(Printable.of("a\u001b[31mb\nc\td\u009b")).isEqualTo("a\\x1b[31mb\\nc\\td\\x9b");
        assertThat(Printable.of("äöü 漢")).isEqualTo("äöü 漢");
    }

    @Test
    void arguments_are_written_as_one_would_type_them() {
        assertThat(Printable.command(List.of("java", "-jar", "a b.jar", "", "it's", "--x=1")))
                .isEqualTo("java -jar 'a b.jar' '' 'it'\\''s' --x=1");
    }
}
