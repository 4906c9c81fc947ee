package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.decode.DecodeOptions.Strings;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HexStringsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    PLAIN            | [{a="h\\\\303", b="a\\tb"}, inet_addr("1.2")]
                    HEX_UNLESS_ASCII | [{a="\\x68\\xc3", b="a\\tb"}, inet_addr("1.2")]
                    HEX              | [{a="\\x68\\xc3", b="\\x61\\x09\\x62"}, inet_addr("\\x31\\x2e\\x32")]
                    """)
    void strings_are_hexadecimal_wherever_they_are(Strings strings, String text) {
        Value struct = new Value.Struct(
                List.of(
                        new Value.Field("a", new Value.Text("h\u00c3", false)),
                        new Value.Field("b", new Value.Text("a\tb", false))),
                false);
        Value address = new Value.Applied("inet_addr", List.of(new Value.Text("1.2", false)));
        Value value = new Value.Sequence(List.of(struct, address), false);
        assertThat(ValueText.of(HexStrings.in(value, strings))).isEqualTo(text.replace("\\\\", "\\"));
    }
}
