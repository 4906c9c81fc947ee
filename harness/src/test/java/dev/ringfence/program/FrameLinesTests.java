package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.hotspot.DumpedFrame;
import dev.ringfence.hotspot.JavaFrames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLinesTests {
    private final Tracee tracee = new Tracee(7);

    private String written(JavaFrames frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sheet sheet = new Sheet(out, false, new Outage(cause -> {}));
        tracee.frames = frames;
        FrameLines.append(sheet, tracee);
        sheet.close();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void are_the_frames_innermost_first_without_modules() {
        assertThat(written(new JavaFrames.Known(List.of(
                        new DumpedFrame("java.io.FileInputStream.open0(java.base@17.0.15/Native Method)"),
                        new DumpedFrame("com.example.Main.main(Main.java:12)")))))
                .isEqualTo(" > java.io.FileInputStream.open0(Native Method)\n > com.example.Main.main(Main.java:12)\n");
        assertThat(tracee.frames).as("what the next call would show").isNull();
    }

    @Test
    void are_one_line_where_there_are_none() {
        assertThat(written(new JavaFrames.Unknown("it sleeps"))).isEqualTo(" > (no Java frames: it sleeps)\n");
    }

    @Test
    void are_none_for_what_is_no_java_thread() {
        assertThat(written(new JavaFrames.None())).isEmpty();
    }

    @Test
    void command_no_terminal() {
        assertThat(written(new JavaFrames.Known(List.of(new DumpedFrame("A.\u001b[31m(A.java:1)")))))
                .isEqualTo(" > A.\\u001b[31m(A.java:1)\n");
    }
}
