package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.syscall.value.ValueText;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutsTests {
    private final DecodeContext context =
            new DecodeContext(new FakeTracee(Map.of()), DecodeOptions.DEFAULT, "test", new long[6]);

    private String decode(String layout, int length, int... bytes) {
        byte[] all = new byte[64];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        ByteBuffer buffer = DecodeContext.wrap(all);
        return ValueText.of(Layouts.parse("t", layout).get("s").decode(context, buffer, 0, length));
    }

    @Test
    void fields_lie_where_c_aligns_them() {
        assertThat(decode("s\t24\ta:u8\tb:u32\tc:u16\td:u64\n", 24, 1, 9, 9, 9, 2, 0, 0, 0, 3, 0, 9, 9, 9, 9, 9, 9, 4))
                .isEqualTo("{a=1, b=2, c=3, d=4}");
    }

    @Test
    void a_field_without_a_name_and_an_optional_one_that_is_zero_are_not_shown() {
        assertThat(decode("s\t12\ta:x32\t-:u32\tb:u32?\n", 12, 16)).isEqualTo("{a=0x10}");
        assertThat(decode("s\t12\ta:x32\t-:u32\tb:u32?\n", 12, 16, 0, 0, 0, 5, 0, 0, 0, 6))
                .isEqualTo("{a=0x10, b=6}");
    }

    @Test
    void a_shorter_structure_ends_where_the_layout_allows_it() {
        String layout = "s\t12\ta:u32\t|\tb:u32\tc:u32\n";
        assertThat(decode(layout, 4, 1, 0, 0, 0, 2)).isEqualTo("{a=1}");
        assertThat(decode(layout, 8, 1, 0, 0, 0, 2)).isEqualTo("{a=1, b=2, c=0}");
    }

    @Test
    void a_fault_in_the_resource_is_told() {
        assertThatThrownBy(() -> Layouts.parse("t", "s\t4\ta:nothing\n"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageContaining("there is no type nothing");
        assertThatThrownBy(() -> Layouts.parse("t", "s\t4\ta:u64\n"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageContaining("the fields need 8 bytes");
    }
}
