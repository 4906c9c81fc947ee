package dev.ringfence.kernelfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTextTests {

    @Test
    void lines_end_at_line_feeds_and_a_last_line_feed_opens_no_empty_line() {
        assertThat(KernelText.lines("f", "a b\n\nc\n"))
                .extracting(KernelText.Line::number, KernelText.Line::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "a b"),
                        org.assertj.core.groups.Tuple.tuple(2, ""),
                        org.assertj.core.groups.Tuple.tuple(3, "c"));
        assertThat(KernelText.lines("f", "")).isEmpty();
    }

    @Test
    void fields_are_between_any_number_of_blanks() {
        assertThat(KernelText.line("f", "  0: 0100007F:1F90\t 00000000:0000 0A \n")
                        .fields())
                .isEqualTo(List.of("0:", "0100007F:1F90", "00000000:0000", "0A"));
        assertThat(KernelText.line("f", "  \t ").fields()).isEmpty();
    }

    @Test
    void numbers_are_read_to_their_limits() {
        KernelText.Line line = KernelText.line("f", "x");
        assertThat(line.decimal("9223372036854775807", "n")).isEqualTo(Long.MAX_VALUE);
        assertThat(line.decimalInt("2147483647", "n")).isEqualTo(Integer.MAX_VALUE);
        assertThat(line.hex("ffffffffffffffff", "n")).isEqualTo(-1L);
        assertThat(line.hex("1F90", "n")).isEqualTo(8080);
        assertThat(line.octal("02004002", "n")).isEqualTo(02004002);
        assertThat(line.signed("-17", "n")).isEqualTo(-17);
        assertThat(line.signed("17", "n")).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", " 1", "1 ", "0x1", "1f", "9223372036854775808", "99999999999999999999", "١"})
    void what_is_no_decimal_number_is_refused(String piece) {
        KernelText.Line line = KernelText.line("/proc/net/tcp", "text");
        assertThatThrownBy(() -> line.decimal(piece, "inode"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("/proc/net/tcp, line 1, inode: ");
    }

    @Test
    void an_error_names_file_line_field_and_text() {
        KernelText.Line line =
                KernelText.lines("/proc/7/fdinfo/3", "pos:\t0\nflags:\tabc").get(1);
        assertThatThrownBy(() -> line.octal(line.field(1, "flags"), "flags"))
                .hasMessage("/proc/7/fdinfo/3, line 2, flags: expected a number but it is \"abc\", in \"flags:\tabc\"");
        assertThatThrownBy(() -> line.field(2, "inode"))
                .hasMessage("/proc/7/fdinfo/3, line 2, inode: the line has only 2 fields, in \"flags:\tabc\"");
        assertThatThrownBy(() -> line.hex("11111111111111111", "sp"))
                .hasMessageContaining("sp: 11111111111111111 is too large");
        assertThatThrownBy(() -> line.decimalInt("2147483648", "uid"))
                .hasMessageContaining("uid: 2147483648 is too large");
    }

    @Test
    void an_error_quotes_a_long_line_shortened() {
        assertThat(KernelText.line("f", "y".repeat(200)).error("a", "b"))
                .hasMessage("f, line 1, a: b, in \"" + "y".repeat(80) + "…\"");
    }

    @Test
    void unsigned_numbers_reach_two_to_the_64th() {
        KernelText.Line line = KernelText.line("f", "x");
        assertThat(line.unsigned("0", "n")).isZero();
        assertThat(line.unsigned("7", "n")).isEqualTo(7);
        assertThat(line.unsigned("12345678901234567890", "n"))
                .isEqualTo(Long.parseUnsignedLong("12345678901234567890"));
        assertThat(line.unsigned("18446744073709551615", "n")).isEqualTo(-1L);
        for (String piece :
                List.of("18446744073709551616", "18446744073709551620", "99999999999999999999", "-1", "", "1x"))
            assertThatThrownBy(() -> line.unsigned(piece, "n"))
                    .isInstanceOf(KernelTextException.class)
                    .hasMessageStartingWith("f, line 1, n: ");
    }

    @Test
    void a_text_without_its_last_line_feed_is_cut_off() {
        assertThat(KernelText.wholeLines("f", "a\nb\n")).hasSize(2);
        assertThatThrownBy(() -> KernelText.wholeLines("f", "a\nb"))
                .hasMessage("f, line 2, end: the text is cut off: the line has no line feed, in \"b\"");
        assertThatThrownBy(() -> KernelText.wholeLines("f", ""))
                .hasMessage("f, line 1, text: the file is empty, in \"\"");
        assertThat(KernelText.anyLines("f", "")).isEmpty();
        assertThat(KernelText.wholeLine("f", "a\nb\n").text()).isEqualTo("a\nb");
        assertThatThrownBy(() -> KernelText.wholeLine("f", "a\nb"))
                .hasMessageStartingWith("f, line 1, end: the text is cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\040b, 'a b'",
        "\\134012, \\012",
        "\\134\\134, \\\\",
        "a\\b, a\\b",
        "a\\04, a\\04",
        "a\\089, a\\089",
        "\\303\\244, \\303\\244",
        "\\, \\",
        "a\\075b\\043, a=b#"
    })
    void escapes_are_a_backslash_and_three_octal_digits(String text, String unescaped) {
        assertThat(KernelText.unescaped(text)).isEqualTo(unescaped);
        assertThat(KernelText.unescaped("line\\012feed\\011")).isEqualTo("line\nfeed\t");
    }
}
