package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decodes recorded calls of files, transfers and memory, and compares with what strace printed for them. */
class RecordedFileCallsTests {
    private static final TimeZone ZONE = TimeZone.getDefault();

    /** A call as it was recorded. */
    private static final class Recorded {
        private DecodeOptions options = DecodeOptions.DEFAULT;
        private String name = "";
        private final long[] registers = new long[6];
        private final RecordedMemory memory = new RecordedMemory();
        private final List<Runnable> atExit = new ArrayList<>();
        private long result;
        private String text = "";

        String decoded(Decoder decoder) {
            Decoder.Entered entered = decoder.entered(name, registers, memory);
            atExit.forEach(Runnable::run);
            return CallText.of(name, entered.left(result));
        }
    }

    @BeforeAll
    static void use_the_time_zone_of_the_recording() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterAll
    static void use_the_time_zone_of_this_machine_again() {
        TimeZone.setDefault(ZONE);
    }

    @Test
    void every_call_reads_as_strace_wrote_it() throws IOException {
        List<Recorded> calls = read();
        SoftAssertions softly = new SoftAssertions();
        DecodeOptions options = DecodeOptions.DEFAULT;
        Decoder decoder = new Decoder(options);
        for (Recorded call : calls) {
            if (!call.options.equals(options)) {
                options = call.options;
                decoder = new Decoder(options);
            }
            softly.assertThat(call.decoded(decoder)).isEqualTo(call.text);
        }
        softly.assertAll();
        assertThat(calls).hasSizeGreaterThan(800);
    }

    private static List<Recorded> read() throws IOException {
        List<Recorded> calls = new ArrayList<>();
        DecodeOptions options = DecodeOptions.DEFAULT;
        Recorded call = new Recorded();
        for (String line : text().lines().toList()) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "#" -> {}
                case "options" -> options = options(words[1]);
                case "call" -> {
                    call = new Recorded();
                    call.options = options;
                    registers(call, words[1].split(" "));
                }
                case "result" -> call.result = Long.parseLong(words[1]);
                case "text" -> {
                    call.text = words[1];
                    calls.add(call);
                }
                default -> memory(call, words[0], words[1]);
            }
        }
        return calls;
    }

    private static String text() throws IOException {
        try (InputStream in = RecordedFileCallsTests.class.getResourceAsStream("calls.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static DecodeOptions options(String letters) {
        return new DecodeOptions(
                32,
                !letters.contains("v"),
                letters.contains("y") ? DecodeOptions.Descriptors.PATHS : DecodeOptions.Descriptors.NUMBERS);
    }

    private static void registers(Recorded call, String[] words) {
        call.name = words[0];
        for (int i = 0; i < call.registers.length; i++) {
            call.registers[i] = Long.parseUnsignedLong(words[i + 1], 16);
        }
    }

    private static void memory(Recorded call, String what, String rest) {
        String[] words = rest.split(" ", 2);
        switch (what) {
            case "in" -> call.memory.write(address(words[0]), HexFormat.of().parseHex(words[1]));
            case "out" ->
                call.atExit.add(() ->
                        call.memory.write(address(words[0]), HexFormat.of().parseHex(words[1])));
            case "fd" -> call.memory.link(Integer.parseInt(words[0]), words[1]);
            case "cwd" -> call.memory.enter(rest);
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static long address(String hex) {
        return Long.parseUnsignedLong(hex, 16);
    }
}
