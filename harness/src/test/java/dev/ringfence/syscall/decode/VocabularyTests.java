package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.syscall.value.ValueText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTests {
    private static final Vocabulary LETTERS =
            Vocabulary.parse("letters", "?\tL_???\n0\tL_NONE\n0x3\tL_BOTH\n1\tL_A\n2\tL_B\n010\tL_C\n-1\tL_ALL\n");
    private static final Vocabulary WITH_MODE = Vocabulary.parse("modes", "0\tREAD\t3\n1\tWRITE\t3\n4\tFAST\n");

    @ParameterizedTest
    @CsvSource({
        "0, L_NONE",
        "1, L_A",
        "3, L_BOTH",
        "11, L_BOTH|L_C",
        "10, L_B|L_C",
        "17, L_A|0x10",
        "48, 0x30 /* L_??? */"
    })
    void flags_are_named_in_the_order_of_the_table_and_composites_come_first(long raw, String text) {
        assertThat(ValueText.of(LETTERS.flags(raw))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, READ", "1, WRITE", "4, READ|FAST", "5, WRITE|FAST", "9, WRITE|0x8", "2, 0x2"})
    void an_enumeration_among_flags_is_named_by_its_mask(long raw, String text) {
        assertThat(ValueText.of(WITH_MODE.flags(raw))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, L_NONE",
        "8, L_C",
        "-1, L_ALL",
        "4294967295, L_ALL",
        "9, 0x9 /* L_??? */",
        "-2, 0xfffffffffffffffe /* L_??? */"
    })
    void a_symbol_is_a_whole_value(long raw, String text) {
        assertThat(ValueText.of(LETTERS.symbol(raw))).isEqualTo(text);
    }

    @Test
    void the_same_bits_are_made_once_and_different_ones_never_mixed_up() {
        for (long raw = 0; raw < 4096; raw++) {
            assertThat(ValueText.of(LETTERS.flags(raw)))
                    .isEqualTo(ValueText.of(
                            Vocabulary.parse("x", "?\tL_???\n0\tL_NONE\n3\tL_BOTH\n1\tL_A\n2\tL_B\n8\tL_C\n-1\tL_ALL\n")
                                    .flags(raw)));
        }
        assertThat(LETTERS.flags(3)).isSameAs(LETTERS.flags(3));
    }

    @Test
    void a_kind_may_say_what_stands_beside_unknown_values() {
        assertThat(ValueText.of(LETTERS.withUnknown("M_???").flags(64))).isEqualTo("0x40 /* M_??? */");
    }

    @Test
    void a_line_without_a_name_and_a_value_that_is_no_number_are_refused() {
        assertThatThrownBy(() -> Vocabulary.parse("t", "1\n")).isInstanceOf(KernelTextException.class);
        assertThatThrownBy(() -> Vocabulary.parse("t", "one\tONE\n")).isInstanceOf(KernelTextException.class);
        assertThatThrownBy(() -> Vocabulary.of("none-such").has(0))
                .hasMessageContaining("flags/none-such.tsv is missing");
    }
}
