package dev.ringfence.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTests {

    static List<Frame> frames() {
        return Frames.all();
    }

    @Test
    void every_type_of_frame_is_among_the_examples() {
        assertThat(frames().stream().map(Object::getClass))
                .containsAll(Arrays.asList(Frame.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_frame_comes_back_as_it_was(Frame frame) {
        Frame decoded = FrameCodec.decode(FrameCodec.encode(frame));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(frame);
        assertThat(decoded).isInstanceOf(frame.getClass());
    }

    @Test
    void the_entries_of_a_report_keep_their_order() {
        Map<String, String> entry = new LinkedHashMap<>();
        Stream.of("z", "a", "m", "b").forEach(key -> entry.put(key, key));
        Frame.TestEvent event = new Frame.TestEvent(
                Frame.TestEvent.Kind.REPORT_ENTRY,
                "id",
                null,
                "",
                "",
                Frame.TestEvent.NodeType.TEST,
                List.of(),
                null,
                null,
                null,
                null,
                entry,
                null,
                null);

        Frame.TestEvent decoded = (Frame.TestEvent) FrameCodec.decode(FrameCodec.encode(event));

        assertThat(decoded.entry().keySet()).containsExactly("z", "a", "m", "b");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_frame_cut_off_anywhere_is_refused(Frame frame) {
        byte[] whole = FrameCodec.encode(frame);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ChannelException.class).isThrownBy(() -> FrameCodec.decode(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_frame_with_bytes_after_it_is_refused(Frame frame) {
        byte[] whole = FrameCodec.encode(frame);

        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> FrameCodec.decode(Arrays.copyOf(whole, whole.length + 1)))
                .withMessageContaining(frame.getClass().getSimpleName())
                .withMessageContaining("found 1 more bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damaged_bytes_are_a_frame_or_refused_and_nothing_else(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            List<Frame> frames = frames();
            byte[] bytes = FrameCodec.encode(frames.get(random.nextInt(frames.size())));
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                FrameCodec.decode(bytes);
            } catch (ChannelException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void an_unknown_type_is_named() {
        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> FrameCodec.decode(new byte[] {99}))
                .withMessage("expected the number of a frame type (1 to 22) but found 99");
    }

    @Test
    void a_length_beyond_the_bytes_is_named_and_not_allocated() {
        byte[] output = FrameCodec.encode(new Frame.Output(true, new byte[3]));
        ByteBuffer.wrap(output).putInt(2, Integer.MAX_VALUE);

        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> FrameCodec.decode(output))
                .withMessage("expected a byte array in the 3 bytes left but found a length of 2147483647");
    }

    @Test
    void the_longest_frame_is_64_mebibytes() {
        int overhead = FrameCodec.encode(new Frame.Output(true, new byte[0])).length;

        assertThatNoException()
                .isThrownBy(() -> FrameCodec.encode(new Frame.Output(true, new byte[FrameCodec.MAX_BYTES - overhead])));
        assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(
                        () -> FrameCodec.encode(new Frame.Output(true, new byte[FrameCodec.MAX_BYTES - overhead + 1])))
                .withMessage("expected the length of a frame (1 to 67108864 bytes) but found 67108865 for a Output");
    }
}
