package dev.ringfence.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineBufferTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    a;b;    | a, b
                    a;b     | a, b*
                    a;;b;   | a, , b
                    ;       | ''
                    """)
    void lines_end_at_line_feeds_and_the_last_one_may_lack_it(String text, String lines) throws IOException {
        byte[] bytes = text.replace(';', '\n').getBytes(StandardCharsets.US_ASCII);
        assertThat(String.join(", ", read(new ByteArrayInputStream(bytes)))).isEqualTo(lines);
    }

    @RepeatedTest(20)
    void chunks_of_any_size_make_no_difference(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String line = "x".repeat(random.nextInt(random.nextInt(100) == 0 ? 300_000 : 9_000)) + i;
            lines.add(line);
            text.append(line).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        InputStream pieces = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(70_000)));
            }
        };
        assertThat(read(pieces)).isEqualTo(lines);
    }

    private static List<String> read(InputStream in) throws IOException {
        LineBuffer buffer = new LineBuffer(in);
        List<String> lines = new ArrayList<>();
        while (buffer.next()) {
            String line = new String(buffer.bytes(), buffer.start(), buffer.length(), StandardCharsets.US_ASCII);
            lines.add(buffer.isTerminated() ? line : line + "*");
            assertThat(buffer.number()).isEqualTo(lines.size());
        }
        return lines;
    }
}
