package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectDecoderTests {
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int SCM_CREDENTIALS = 2;

    private static ByteBuffer control(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int message(ByteBuffer control, int at, int level, int type, int... values) {
        int length = 16 + 4 * values.length;
        control.putLong(at, length).putInt(at + 8, level).putInt(at + 12, type);
        for (int i = 0; i < values.length; i++) {
            control.putInt(at + 16 + 4 * i, values[i]);
        }
        return at + ((length + 7) & ~7);
    }

    private static List<Integer> descriptors(ByteBuffer control) {
        List<Integer> numbers = new ArrayList<>();
        EffectDecoder.addDescriptors(control, numbers);
        return numbers;
    }

    @Test
    void finds_the_descriptors_of_one_message() {
        ByteBuffer control = control(32);
        message(control, 0, SOL_SOCKET, SCM_RIGHTS, 41, 42, 43);
        assertThat(descriptors(control)).containsExactly(41, 42, 43);
    }

    @Test
    void finds_descriptors_behind_credentials() {
        ByteBuffer control = control(64);
        int next = message(control, 0, SOL_SOCKET, SCM_CREDENTIALS, 1, 2, 3);
        message(control, next, SOL_SOCKET, SCM_RIGHTS, 9);
        assertThat(descriptors(control)).containsExactly(9);
    }

    @Test
    void takes_no_descriptor_from_another_level() {
        ByteBuffer control = control(24);
        message(control, 0, 41, SCM_RIGHTS, 7);
        assertThat(descriptors(control)).isEmpty();
    }

    @Test
    void stops_at_a_length_that_cannot_be() {
        ByteBuffer control = control(32);
        message(control, 0, SOL_SOCKET, SCM_RIGHTS, 7, 8, 9);
        control.putLong(0, 1000);
        assertThat(descriptors(control)).isEmpty();
        control.putLong(0, 3);
        assertThat(descriptors(control)).isEmpty();
    }

    @Test
    void ends_on_any_bytes() {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(96)];
            random.nextBytes(bytes);
            if (bytes.length >= 16 && random.nextBoolean()) {
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(0, random.nextInt(80))
                        .putInt(8, 1)
                        .putInt(12, 1);
            }
            assertThat(descriptors(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)))
                    .allMatch(fd -> fd >= 0);
        }
    }
}
