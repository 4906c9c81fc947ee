package dev.ringfence.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingCodecTests {

    @Test
    void a_recording_has_the_documented_format() throws IOException {
        String golden = golden();
        assertThat(new String(RecordingCodec.toJson(RandomRecordings.sampleOfVersion3()), StandardCharsets.UTF_8))
                .isEqualTo(golden);
        assertThat(RecordingCodec.fromJson(golden.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(RandomRecordings.sampleOfVersion3());
    }

    @Test
    void a_recording_of_the_second_version_can_be_read() throws IOException {
        assertThat(RecordingCodec.fromJson(file("recording-v2.json").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(RandomRecordings.sample());
    }

    @Test
    void a_recording_of_the_first_version_can_be_read() throws IOException {
        assertThat(RecordingCodec.fromJson(file("recording-v1.json").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(RandomRecordings.sampleOfVersion1());
    }

    @Test
    void what_did_not_change_is_written_once() throws IOException {
        String golden = golden().replace("\"gone\":[0]", "\"gone\":[]").replaceFirst("\\{\"fd\":0,[^{}]*}", "0");
        Recording recording = RecordingCodec.fromJson(golden.getBytes(StandardCharsets.UTF_8));

        assertThat(recording.after().target(0))
                .isEqualTo(recording.before().target(0))
                .isPresent();
        assertThat(recording.descriptors())
                .isEqualTo(RandomRecordings.sampleOfVersion3().descriptors());
        assertThat(new String(RecordingCodec.toJson(recording), StandardCharsets.UTF_8))
                .isEqualTo(golden);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "gone":[0]     | "gone":[1]     | expected a descriptor of the table before but found 1
                    "gone":[0]     | "gone":[0,0]   | expected a descriptor of the table before but found 0
                    "gone":[0]     | "gone":[4294967296] | expected a descriptor of the table before but found 4294967296
                    "descriptors":[ | "descriptors":[0, | expected a descriptor of the table after but found 0
                    "descriptors":[ | "descriptors":[4294967339, | expected a descriptor of the table after but found 4294967339
                    """)
    void what_refers_to_a_table_must_be_in_it(String from, String to, String message) throws IOException {
        String changed = golden().replace(from, to);
        assertThatThrownBy(() -> RecordingCodec.fromJson(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void a_time_that_is_none_is_refused_with_its_place() throws IOException {
        String changed = golden().replace("2026-11-25T22:04", "2026-11-25 22:04");
        assertThatThrownBy(() -> RecordingCodec.fromJson(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageStartingWith("expected a time but found \"2026-11-25 22:04:00.000000901Z\"");
    }

    @Test
    void every_recording_comes_back_as_it_was() {
        for (long seed = 1; seed <= 300; seed++) {
            Recording recording = new RandomRecordings(seed).next();
            byte[] json = RecordingCodec.toJson(recording);
            assertThat(RecordingCodec.fromJson(json)).as("seed %d", seed).isEqualTo(recording);
            assertThat(RecordingCodec.toJson(RecordingCodec.fromJson(json)))
                    .as("seed %d, written again", seed)
                    .isEqualTo(json);
        }
    }

    @Test
    void a_recording_that_was_cut_off_anywhere_is_refused() {
        byte[] json = RecordingCodec.toJson(RandomRecordings.sample());
        for (int length = 0; length < json.length; length++) {
            byte[] cut = Arrays.copyOf(json, length);
            assertThatThrownBy(() -> RecordingCodec.fromJson(cut))
                    .as("first %d bytes", length)
                    .isInstanceOf(RecordingFormatException.class);
        }
    }

    @Test
    void no_changed_byte_leads_to_another_error_than_that_of_the_format() {
        byte[] json = RecordingCodec.toJson(RandomRecordings.sampleOfVersion3());
        int refused = 0;
        for (int at = 0; at < json.length; at++) {
            for (char c : new char[] {'"', '}', '-', '9', 'x', ','}) {
                byte[] changed = json.clone();
                changed[at] = (byte) c;
                try {
                    RecordingCodec.fromJson(changed);
                } catch (RecordingFormatException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(json.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\":3 | \"version\":4 | expected a version up to 3 but found 4, at /version (line 1, column 43)",
                "ringfence-recording | other | expected \"ringfence-recording\" but found \"other\", at /format (line 1, column 11)",
                "\"workerPid\" | \"pid\" | expected field \"workerPid\" but found field \"pid\", at /pid (line 1,",
                "\"workerPid\":4711 | \"workerPid\":\"4711\" | expected an integer but found \"4711\", at /workerPid (line 1,",
                "\"workerPid\":4711 | \"workerPid\":4711000000000 | expected an integer of 32 bits, at /workerPid (line 1,",
                "\"workerPid\":4711 | \"workerPid\":4711,\"more\":1 | expected field \"startNanos\" but found field \"more\", at /more (line 1,",
                "\"scope\":\"TEST\" | \"scope\":\"TESTS\" | expected the name of a Scope but found \"TESTS\", at /events/0/scope (line 1,",
                "\"is\":\"syscall\" | \"is\":\"call\" | expected a kind of event but found \"call\", at /events/0/is (line 1,",
                "\"actor\":0 | \"actor\":7 | expected a thread that was defined before but found 7, at /events/2/actor (line 1,",
                "\"thread\":4712 | \"thread\":0 | value must be positive but was 0, at /events/0/actor/name (line 1,",
                "\"opening\":\"before\" | \"opening\":\"after\" | expected an opening but found \"after\", at /descriptors/0/opening (line 1,",
                "\"quiet\":true | \"quiet\":1 | expected true or false but found 1, at /settling/quiet (line 1,",
            })
    void what_is_not_as_it_should_be_is_refused_with_its_place(String from, String to, String message)
            throws IOException {
        String golden = golden();
        int at = golden.indexOf(from);
        assertThat(at).as("place of %s", from).isNotNegative();
        String changed = golden.substring(0, at) + to + golden.substring(at + from.length());
        assertThatThrownBy(() -> RecordingCodec.fromJson(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void what_follows_a_recording_is_refused() throws IOException {
        byte[] twice = (golden() + "{}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RecordingCodec.fromJson(twice))
                .hasMessageStartingWith("expected the end but found an object, at / (line 1,");
    }

    private static String golden() throws IOException {
        return file("recording-v3.json");
    }

    private static String file(String name) throws IOException {
        try (InputStream in = RecordingCodecTests.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
