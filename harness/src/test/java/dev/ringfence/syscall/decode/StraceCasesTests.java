package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.decode.DecodeOptions.Descriptors;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What strace 6.1 wrote for calls with these registers and this memory. {@code strace-cases.sh} beside the captures makes them
 * again.
 */
class StraceCasesTests {
    private static final Map<DecodeOptions, Decoder> DECODERS = new ConcurrentHashMap<>();
    private static TimeZone zone = TimeZone.getDefault();
    private static final Map<Abi, String> FILES =
            Map.of(Abi.X86_64, "strace-cases.tsv", Abi.I386, "strace-cases-i386.tsv");

    private record Case(
            Syscall call,
            long[] registers,
            String memory,
            String written,
            long result,
            DecodeOptions options,
            int entry,
            String text) {}

    /** strace explains a point in time in the zone of its reader. */
    @BeforeAll
    static void readInTheZoneOfTheCaptures() {
        zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    }

    @AfterAll
    static void readInTheZoneBefore() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({"X86_64, 1000", "I386, 150"})
    void every_call_reads_as_strace_wrote_it(Abi abi, int least) throws IOException {
        List<Case> cases = cases(abi);
        assertThat(cases).hasSizeGreaterThan(least);
        SoftAssertions softly = new SoftAssertions();
        for (Case c : cases) {
            softly.assertThat(text(c)).isEqualTo(c.text());
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "I386"})
    void the_entry_of_a_call_reads_as_far_as_strace_wrote_it(Abi abi) throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Case c : cases(abi)) {
            if (c.entry() >= 0) softly.assertThat(entry(c)).isEqualTo(c.text().substring(0, c.entry()));
        }
        softly.assertAll();
    }

    /** Writes what is known at the entry: with a separator before the first argument that is not, unless that comes late. */
    private static String entry(Case c) {
        CapturedMemory memory = new CapturedMemory().store(c.memory());
        StringBuilder entry = new StringBuilder(c.call().name()).append('(');
        String separator = "";
        for (Value value : decoder(c).entered(c.call(), c.registers(), memory).arguments()) {
            if (value.equals(Value.Pending.LATE)) break;
            ValueText.append(entry.append(separator), value);
            if (value instanceof Value.Pending) break;
            separator = ", ";
        }
        return entry.toString();
    }

    /** Making a decoder takes longer than a call. */
    private static Decoder decoder(Case c) {
        return DECODERS.computeIfAbsent(c.options(), Decoder::new);
    }

    private static String text(Case c) {
        CapturedMemory memory = new CapturedMemory().store(c.memory());
        Decoder.Entered entered = decoder(c).entered(c.call(), c.registers(), memory);
        memory.store(c.written());
        Decoder.Left left = entered.left(c.result());
        String arguments = left.arguments().stream().map(ValueText::of).collect(Collectors.joining(", "));
        Result result = left.result();
        return c.call().name() + "(" + arguments + ") = " + ValueText.of(result.value())
                + (result.errno() == null ? "" : " " + result.errno() + " (" + result.message() + ")")
                + (result.note() == null ? "" : " (" + result.note() + ")");
    }

    private static List<Case> cases(Abi abi) throws IOException {
        String file = FILES.get(abi);
        try (InputStream in = Objects.requireNonNull(StraceCasesTests.class.getResourceAsStream(file), file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (KernelText.Line line : KernelText.lines(file, text)) {
                if (!line.text().startsWith("#")) cases.add(parse(abi, line));
            }
            return cases;
        }
    }

    private static Case parse(Abi abi, KernelText.Line line) {
        List<String> fields = List.of(line.text().split("\t", -1));
        return new Case(
                SyscallTable.of(abi).find(fields.get(0)).orElseThrow(() -> line.error("name", "there is no such call")),
                registers(fields.get(1)),
                fields.get(2),
                fields.get(3),
                line.signed(fields.get(4), "result"),
                options(fields.get(5)),
                fields.get(6).equals("-") ? -1 : line.decimalInt(fields.get(6), "entry"),
                fields.get(7));
    }

    private static long[] registers(String text) {
        long[] registers = new long[6];
        if (text.equals("-")) return registers;
        int i = 0;
        for (String register : text.split(",", -1)) {
            registers[i++] = Long.parseUnsignedLong(register, 2, register.length(), 16);
        }
        return registers;
    }

    private static DecodeOptions options(String text) {
        int limit = text.contains("-s ")
                ? KernelText.line(
                                "options",
                                text.substring(text.indexOf("-s ") + 3).replace(" -v", ""))
                        .decimalInt(0, "limit")
                : DecodeOptions.DEFAULT.stringLimit();
        return new DecodeOptions(limit, !text.contains("-v"), Descriptors.NUMBERS);
    }
}
