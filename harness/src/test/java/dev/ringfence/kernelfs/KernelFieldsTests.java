package dev.ringfence.kernelfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelFieldsTests {

    private static KernelFields fields(String text) {
        return KernelText.line("f", text).each();
    }

    @Test
    void fields_are_read_in_their_order_and_by_their_base() {
        KernelFields fields = fields("  12 \t-13 1f 0x1f 18446744073709551615 max  a b ");
        assertThat(fields.decimal("a")).isEqualTo(12);
        assertThat(fields.signedInt("b")).isEqualTo(-13);
        assertThat(fields.hex("c")).isEqualTo(31);
        assertThat(fields.prefixedHex("d")).isEqualTo(31);
        assertThat(fields.unsigned("e")).isEqualTo(-1);
        fields.expect("max", "f");
        assertThat(fields.rest()).isEqualTo(" a b ");
        assertThat(fields.hasNext()).isFalse();
    }

    @Test
    void the_rest_may_begin_with_blanks_or_not() {
        KernelFields fields = fields("1   a  b");
        fields.decimal("n");
        assertThat(fields.restBehindBlanks()).isEqualTo("a  b");
        assertThat(fields("1").skip(1, "n").rest()).isEmpty();
    }

    @Test
    void a_fault_names_the_field() {
        assertThatThrownBy(() -> fields("1").skip(2, "two"))
                .hasMessage("f, line 1, two: the line has only 1 fields, in \"1\"");
        assertThatThrownBy(() -> fields("1 2").skip(1, "n").end())
                .hasMessageContaining("end: there are more than 1 fields");
        assertThatThrownBy(() -> fields("b").expect("a", "n"))
                .hasMessageContaining("n: expected \"a\" but it is \"b\"");
        assertThatThrownBy(() -> fields("1f").prefixedHex("n")).hasMessageContaining("n: expected 0x and a number");
        assertThatThrownBy(() -> fields("2147483648").signedInt("n"))
                .hasMessageContaining("n: 2147483648 is too large");
    }
}
