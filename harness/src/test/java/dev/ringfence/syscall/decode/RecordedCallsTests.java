package dev.ringfence.syscall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decodes calls that were made under strace and compares the text with what strace printed. */
class RecordedCallsTests {
    private final Decoder decoder = new Decoder(DecodeOptions.DEFAULT);

    @Test
    void recorded_calls_are_written_as_strace_writes_them() throws IOException {
        List<String> differences = new ArrayList<>();
        List<RecordedCall> calls = read("recorded-calls.tsv");

        for (RecordedCall call : calls) {
            String decoded = call.decoded(decoder);
            if (!decoded.equals(call.expected()))
                differences.add("\nexpected " + call.expected() + "\nbut was  " + decoded);
        }

        assertThat(calls).hasSizeGreaterThan(100);
        assertThat(differences).isEmpty();
    }

    static List<RecordedCall> read(String resource) throws IOException {
        try (InputStream in = RecordedCallsTests.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RecordedCall::parse)
                    .toList();
        }
    }
}
