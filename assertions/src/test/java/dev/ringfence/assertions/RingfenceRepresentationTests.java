package dev.ringfence.assertions;

import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.event.FdKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.assertj.core.presentation.StandardRepresentation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RingfenceRepresentationTests {

    @BeforeAll
    static void register() {
        RingfenceRepresentation.register();
    }

    private static String text(Object value) {
        return StandardRepresentation.STANDARD_REPRESENTATION.toStringOf(value);
    }

    @Test
    void a_recording_is_told_by_its_numbers() {
        Recording recording = recording("uploads()")
                .opens(41, "/tmp/a")
                .neverClosed()
                .with(open(5, "/b"), close(5))
                .gap(Concern.EVENTS, "12 events were dropped")
                .gap(Concern.COUNTS, "the tracer lost 3 stops")
                .build();

        assertThat(text(recording))
                .isEqualTo("the recording of uploads(): 3 events, 1 descriptor, 1 left open, 2 gaps");
        assertThat(text(recording.completeness())).isEqualTo("12 events were dropped; the tracer lost 3 stops");
        assertThat(text(recording.completeness().gaps().get(0))).isEqualTo("12 events were dropped");
        assertThat(text(Completeness.complete())).isEqualTo("complete");
        assertThat(text(recording.counts())).isEqualTo("[close 1 (TEST), openat 2 (TEST)]");
        assertThat(text(recording.after())).isEqualTo("1 descriptor");
    }

    @Test
    void events_are_lines_as_in_our_own_messages_also_inside_of_a_list() {
        Recording recording = recording("uploads()")
                .with(
                        open(5, "/b"),
                        call("socket", 2, 1).makes(6, FdKind.SOCKET),
                        call("fsync", 5).fails("EIO"))
                .startsProcess(6000)
                .executes(6000, "/usr/bin/git", List.of())
                .endsProcess(6000)
                .build();

        assertThat(text(recording.events().get(0)))
                .isEqualTo("\"main\" (tid 5101)  openat(\"/b\", O_RDONLY|O_CLOEXEC) = 5");
        assertThat(text(recording.events().subList(3, 6))).isEqualTo("""
                ["main" (tid 5101)  started process 6000,
                    process 6000  executed "/usr/bin/git" ["/usr/bin/git"],
                    process 6000  exited with code 0]""");
        SyscallEvent opened = (SyscallEvent) recording.events().get(0);
        assertThat(text(opened.actor())).isEqualTo("\"main\" (tid 5101)");
        assertThat(text(opened.effect())).isEqualTo("makes file [5] /b");
        assertThat(text(opened.outcome())).isEqualTo("= 5");
        assertThat(text(((SyscallEvent) recording.events().get(2)).outcome())).isEqualTo("= -1 EIO");
        assertThat(text(opened.stack())).isEqualTo("no Java stack: not asked for");
    }

    @Test
    void descriptors_are_told_by_their_lives() {
        Recording recording = recording("uploads()")
                .opens(41, "socket TCP 127.0.0.1:1")
                .asSocket("socket:[4711]")
                .neverClosed()
                .opens(42, "/tmp/a")
                .closed()
                .build();

        assertThat(text(recording.descriptors().get(0)))
                .isEqualTo("fd 41 (socket), accept4 by \"main\" (tid 5101), still open: socket TCP 127.0.0.1:1");
        assertThat(text(recording.descriptors().get(1).life()))
                .isEqualTo("fd 42 (file), openat by \"main\" (tid 5101), closed by \"main\" (tid 5101)");
    }

    @Test
    void a_stack_is_told_by_its_innermost_frames() {
        Recording recording =
                recording("uploads()").opens(41, "/tmp/a").deep(5).neverClosed().build();
        JavaStack stack = ((SyscallEvent) recording.events().get(0)).stack();
        assertThat(text(stack))
                .isEqualTo("\"main\" at com.example.Recursion.descend(Recursion.java:1)"
                        + " ← com.example.Recursion.descend(Recursion.java:2)"
                        + " ← com.example.Recursion.descend(Recursion.java:3) ← …");
    }

    @Test
    void messages_of_AssertJ_use_it() {
        Recording recording = recording("uploads()").with(open(5, "/b")).build();
        assertThatThrownBy(() -> RingfenceAssertions.assertThat(recording).isNull())
                .hasMessageContaining("\"the recording of uploads(): 1 event, 0 descriptors\"".replace("\"", ""));
        assertThatThrownBy(() -> assertThat(recording.events()).isEmpty())
                .hasMessageContaining("[\"main\" (tid 5101)  openat(\"/b\", O_RDONLY|O_CLOEXEC) = 5]");
    }
}
