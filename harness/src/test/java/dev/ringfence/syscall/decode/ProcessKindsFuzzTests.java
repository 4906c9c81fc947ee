package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signatures;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.decode.DecodeOptions.Descriptors;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Any registers, any memory, memory that ends anywhere: a decoder answers, and soon. */
class ProcessKindsFuzzTests {
    private static final long SEED = 20240611;
    private static final int ROUNDS = 1000;
    private static final int LONGEST_TEXT = 8 << 20;
    private static final List<Decoder> DECODERS = List.of(
            new Decoder(new DecodeOptions(32, true, Descriptors.PATHS)),
            new Decoder(new DecodeOptions(7, false, Descriptors.NUMBERS)));
    /** Where the low half of an address is that registers have. */
    private static final long LOW_START = Noise.START & 0xffffffffL;

    private static final long[] ODD = {
        0, 1, 2, 8, 16, 64, 80, 88, -1, -22, -516, 0x7fffffff, 0x80000000L, 0xffffffffL, Long.MIN_VALUE, Long.MAX_VALUE
    };

    @Test
    void no_call_makes_a_decoder_throw_or_hang() {
        Random random = new Random(SEED);
        Assertions.assertTimeout(Duration.ofMinutes(2), () -> {
            for (String file : List.of("process", "signal", "time", "other")) {
                String resource = "signatures/" + file + ".tsv";
                for (Signature signature : Signatures.parse(resource, Resources.text(resource))) {
                    for (int round = 0; round < ROUNDS; round++) {
                        decode(random, signature.name(), registers(random));
                    }
                }
            }
        });
    }

    @Test
    void a_key_of_a_call_that_does_many_things_is_tried_with_every_value() {
        Random random = new Random(SEED);
        for (String name : List.of("prctl", "ptrace", "seccomp", "syslog", "kcmp", "arch_prctl")) {
            for (int key = 0; key < 0x4220; key = key == 100 ? 0x1000 : key == 0x1030 ? 0x4200 : key + 1) {
                long[] registers = registers(random);
                registers[name.equals("kcmp") ? 2 : 0] = key;
                decode(random, name, registers);
            }
        }
        for (int operation = 0; operation < 512; operation++) {
            long[] registers = registers(random);
            registers[1] = operation;
            decode(random, "futex", registers);
        }
    }

    @Test
    void no_call_of_i386_makes_a_decoder_throw_or_hang() {
        Random random = new Random(SEED);
        SyscallTable table = SyscallTable.of(Abi.I386);
        Assertions.assertTimeout(Duration.ofMinutes(2), () -> {
            for (String name : table.names()) {
                Syscall call = table.find(name).orElseThrow();
                for (int round = 0; round < ROUNDS; round++) {
                    Decoder decoder = DECODERS.get(random.nextInt(DECODERS.size()));
                    check(random, name, decoder.entered(call, registers(random), new Noise(random, LOW_START)));
                }
            }
        });
    }

    private static void decode(Random random, String name, long[] registers) {
        Decoder decoder = DECODERS.get(random.nextInt(DECODERS.size()));
        check(random, name, decoder.entered(name, registers, new Noise(random, Noise.START)));
    }

    private static void check(Random random, String name, Decoder.Entered entered) {
        entered.arguments().forEach(ValueText::of);
        Decoder.Left left = entered.left(odd(random));
        int length = 0;
        for (Value value : left.arguments()) {
            assertThat(value).as(name).isNotInstanceOf(Value.Pending.class);
            length += ValueText.of(value).length();
        }
        assertThat(length).as(name).isLessThan(LONGEST_TEXT);
        assertThat(ValueText.of(left.result().value())).as(name).isNotEmpty();
    }

    private static long[] registers(Random random) {
        long[] registers = new long[6];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = odd(random);
        }
        return registers;
    }

    private static long odd(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> random.nextInt(200);
            case 2 -> random.nextLong();
            default -> Noise.START + random.nextInt(Noise.SIZE);
        };
    }

    /** Random bytes with many zeros and pointers to themselves, and nothing around them. */
    private record Noise(Random random, long start) implements TraceeView {
        static final long START = 0x7f0010000000L;
        static final int SIZE = 0x3000;

        @Override
        public int read(long address, byte[] target, int length) {
            if (address < start || address >= start + SIZE) return 0;
            int there = (int) Math.min(length, start + SIZE - address);
            for (int i = 0; i < there; i++) {
                target[i] = random.nextInt(3) == 0 ? (byte) random.nextInt() : 0;
                if (i % 8 == 5 && random.nextBoolean()) target[i] = 0x7f;
            }
            return there;
        }

        @Override
        public @Nullable String descriptor(int fd) {
            return fd % 2 == 0 ? "/tmp/file" : null;
        }

        @Override
        public @Nullable String currentDirectory() {
            return null;
        }
    }
}
