package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random registers, and recorded calls whose memory was damaged: no decoder throws, and none reads or writes without a bound. */
class NetFuzzTests {
    private static final int ROUNDS = 80;
    private static final int DAMAGES = 4;
    /** Of the longest text: 32 messages with 32 vectors of 32 bytes and as many control messages. */
    private static final int LONGEST = 1 << 21;

    private final Decoder decoder = new Decoder(DecodeOptions.DEFAULT);

    @Test
    void random_registers_and_memory_are_decoded() {
        Random random = new Random(20_240_607);
        List<String> names = names();
        assertThat(names).contains("socket", "shmget", "ioctl").hasSizeGreaterThan(40);
        for (String name : names) {
            for (int round = 0; round < ROUNDS; round++) {
                FakeTracee tracee = new FakeTracee(Map.of(3, round % 20));
                tracee.remember(Map.of(0x1000L, bytes(random, 4096), 0x2000L, bytes(random, random.nextInt(4096))));
                long[] registers = new long[6];
                for (int i = 0; i < registers.length; i++) {
                    registers[i] = register(random);
                }
                Decoder.Entered entered = decoder.entered(name, registers, tracee);
                tracee.remember(Map.of(0x1000L, bytes(random, 4096)));
                check(entered.arguments());
                check(entered.left(random.nextBoolean() ? random.nextInt(5000) : -random.nextInt(5000))
                        .arguments());
            }
        }
    }

    @Test
    void recorded_calls_with_damaged_memory_are_decoded() throws Exception {
        Random random = new Random(4711);
        for (RecordedCall call : RecordedCallsTests.read("recorded-calls.tsv")) {
            for (int i = 0; i < DAMAGES; i++) {
                RecordedCall damaged = new RecordedCall(
                        call.expected(),
                        call.name(),
                        damaged(random, call.registers()),
                        random.nextInt(4) == 0 ? random.nextInt() : call.result(),
                        damaged(random, call.before()),
                        damaged(random, call.after()),
                        Map.of(3, i == 0 ? 0 : 16));

                assertThat(damaged.decoded(decoder)).startsWith(call.name()).hasSizeLessThan(LONGEST);
            }
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("fcntl", "ioctl"));
        for (String topic : List.of("network", "ipc")) {
            Resources.text("signatures/" + topic + ".tsv")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.add(line.substring(0, line.indexOf('\t'))));
        }
        return names;
    }

    private static void check(List<Value> values) {
        for (Value value : values) {
            assertThat(ValueText.of(value).length()).isLessThan(LONGEST);
        }
    }

    private static long register(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(64);
            case 1 -> 0x1000L + random.nextInt(64) * 8L;
            case 2 -> 0x2000L + random.nextInt(4096);
            case 3 -> -random.nextInt(10);
            case 4 -> random.nextLong();
            default -> 0;
        };
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            if (random.nextInt(3) == 0) bytes[i] = (byte) random.nextInt();
        }
        // Pointers into the region itself, so that what they lead to is decoded, too.
        for (int i = 0; i + 8 <= length; i += 64) {
            long pointer = 0x1000L + random.nextInt(512) * 8L;
            for (int k = 0; k < 8; k++) {
                bytes[i + k] = (byte) (pointer >>> 8 * k);
            }
        }
        return bytes;
    }

    private static long[] damaged(Random random, long[] registers) {
        long[] copy = registers.clone();
        if (random.nextInt(3) == 0) copy[random.nextInt(copy.length)] = register(random);
        return copy;
    }

    private static Map<Long, byte[]> damaged(Random random, Map<Long, byte[]> regions) {
        Map<Long, byte[]> copies = new HashMap<>();
        List<Long> addresses = new ArrayList<>(regions.keySet());
        for (Long address : addresses) {
            byte[] copy = regions.get(address).clone();
            for (int i = 0; i < 1 + copy.length / 16; i++) {
                if (copy.length > 0) copy[random.nextInt(copy.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(8) != 0) copies.put(address, copy);
        }
        return copies;
    }
}
