package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signatures;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever registers and memory hold: decoding ends, throws nothing, and reads little. */
class FileKindsFuzzTests {
    private static final long REGION = 0x7f0000000000L;
    private static final int SIZE = 3 * 4096;
    private static final int ROUNDS = 30;
    private static final long MOST_READ = 1 << 22;

    private static final List<DecodeOptions> OPTIONS = List.of(
            DecodeOptions.DEFAULT,
            new DecodeOptions(0, true, DecodeOptions.Descriptors.PATHS),
            new DecodeOptions(1 << 16, false, DecodeOptions.Descriptors.DETAILS));

    @Test
    void random_registers_and_memory_are_decoded() {
        Random random = new Random(20260101);
        int decoded = 0;
        for (DecodeOptions options : OPTIONS) {
            Decoder decoder = new Decoder(options);
            for (Signature signature : Signatures.all()) {
                for (int round = 0; round < ROUNDS; round++) {
                    decode(decoder, signature.name(), random);
                    decoded++;
                }
            }
        }
        assertThat(decoded).isGreaterThan(OPTIONS.size() * ROUNDS * 150);
    }

    private static void decode(Decoder decoder, String name, Random random) {
        RecordedMemory memory = new RecordedMemory();
        memory.write(REGION, bytes(random));
        long[] registers = random.longs(6).toArray();
        for (int i = 0; i < registers.length; i++) {
            registers[i] = register(random);
        }
        Decoder.Entered entered = decoder.entered(name, registers, memory);
        memory.write(REGION, bytes(random));
        String text = CallText.of(name, entered.left(register(random)));
        assertThat(text).startsWith(name + "(").contains(") = ");
        assertThat(memory.bytesRead()).as(name).isLessThan(MOST_READ);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        // Pointers to this region, small numbers and zeros, which structures hold more often than noise.
        for (int i = 0; i + 8 <= SIZE; i += 8) {
            long word = random.nextInt(3) == 0 ? register(random) : 0;
            if (random.nextInt(4) != 0) {
                for (int b = 0; b < 8; b++) {
                    bytes[i + b] = (byte) (word >>> (8 * b));
                }
            }
        }
        return bytes;
    }

    private static long register(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextInt(64);
            case 2 -> -random.nextInt(600);
            case 3 -> REGION + SIZE - random.nextInt(64);
            case 4 -> 1L << random.nextInt(64);
            case 5 -> random.nextLong();
            default -> REGION + random.nextInt(SIZE);
        };
    }
}
