package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceDataTests {
    private static final int START = 40;
    private static final int CAPABILITIES_LENGTH = 65;

    /** A number, then the capabilities. */
    private static byte[] bytes(ByteOrder order, int accessible, String capabilities) {
        ByteBuffer data = ByteBuffer.allocate(512);
        data.putInt(0, 0xcafec0c0).put(5, (byte) 2).put(7, (byte) accessible);
        data.order(order).put(4, (byte) (order == ByteOrder.BIG_ENDIAN ? 0 : 1));
        data.putInt(24, START).putInt(28, 2);
        entry(data, START, 48, 'J', 0, "sun.rt.number", "12345678");
        entry(data, START + 48, 200, 'B', CAPABILITIES_LENGTH, "sun.rt.jvmCapabilities", capabilities);
        return data.array();
    }

    private static void entry(ByteBuffer data, int at, int length, char type, int vector, String name, String value) {
        data.putInt(at, length).putInt(at + 4, 20).putInt(at + 8, vector).put(at + 12, (byte) type);
        data.putInt(at + 16, 20 + name.length() + 1);
        data.put(at + 20, name.getBytes(StandardCharsets.US_ASCII));
        data.put(at + 20 + name.length() + 1, value.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void says_whether_it_can_be_attached_to_in_either_byte_order(boolean big) throws IOException {
        ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        PerformanceData data = PerformanceData.parse(bytes(order, 1, "1100"));

        assertThat(data.accessible()).isTrue();
        assertThat(data.texts()).containsOnlyKeys("sun.rt.jvmCapabilities").containsValue("1100");
        assertThat(data.canBeAttachedTo()).contains(true);
        assertThat(PerformanceData.parse(bytes(order, 1, "0100")).canBeAttachedTo())
                .contains(false);
    }

    @Test
    void says_nothing_before_the_virtual_machine_has_started() throws IOException {
        PerformanceData data = PerformanceData.parse(bytes(ByteOrder.LITTLE_ENDIAN, 0, "1"));

        assertThat(data.accessible()).isFalse();
        assertThat(data.canBeAttachedTo()).isEmpty();
    }

    @Test
    void says_nothing_where_the_capabilities_are_empty() throws IOException {
        assertThat(PerformanceData.parse(bytes(ByteOrder.LITTLE_ENDIAN, 1, "")).canBeAttachedTo())
                .isEmpty();
    }

    @Test
    void what_is_something_else_is_refused() {
        byte[] whole = bytes(ByteOrder.LITTLE_ENDIAN, 1, "1");
        assertThatThrownBy(() -> PerformanceData.parse(Arrays.copyOf(whole, 100)))
                .isInstanceOf(IOException.class)
                .hasMessage("performance data that is cut off");
        assertThatThrownBy(() -> PerformanceData.parse(new byte[512]))
                .isInstanceOf(IOException.class)
                .hasMessage("performance data of another version");
        byte[] endless = whole.clone();
        ByteBuffer.wrap(endless).putInt(START, 0);
        assertThatThrownBy(() -> PerformanceData.parse(endless))
                .isInstanceOf(IOException.class)
                .hasMessage("performance data with an entry without length");
    }
}
