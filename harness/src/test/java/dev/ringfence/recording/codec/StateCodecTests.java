package dev.ringfence.recording.codec;

import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.inspection.Inspection;
import dev.ringfence.inspection.OddProcess;
import dev.ringfence.inspection.ProcessInspector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateCodecTests {
    @TempDir
    Path directory;

    private StateCodec.Dated dated;
    private byte[] json;

    @BeforeEach
    void inspect() {
        Inspection inspection = value(new ProcessInspector(new OddProcess(directory).root()).inspect(OddProcess.PID));
        dated = new StateCodec.Dated(inspection.at(), inspection.state());
        json = StateCodec.toJson(dated);
    }

    @Test
    void what_is_written_is_read() {
        assertThat(StateCodec.fromJson(json)).isEqualTo(dated);
        assertThat(new String(json, StandardCharsets.UTF_8)).matches("[\\x20-\\x7e]*");
    }

    @Test
    void a_text_that_is_cut_off_is_refused_wherever_it_was_cut() {
        for (int length = 0; length < json.length; length += 97) {
            byte[] cut = Arrays.copyOf(json, length);
            assertThatThrownBy(() -> StateCodec.fromJson(cut))
                    .as("after %d bytes", length)
                    .isInstanceOf(RecordingFormatException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "ringfence-state"   | "ringfence-recording" | this is no ringfence-state
                    "version":1         | "version":3           | version 3 is not known, only 1
                    "at":"2             | "at":"tomorrow 2      | is no time of day
                    "pid":108           | "pid":"108"           | expected an integer but found "108", at /state/processes/0/pid
                    """)
    void what_is_something_else_is_refused(String text, String replacement, String message) {
        String changed = new String(json, StandardCharsets.UTF_8).replace(text, replacement);
        assertThatThrownBy(() -> StateCodec.fromJson(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageContaining(message);
    }
}
