package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TaskStatusTests {
    private static final int SIGINT = 2;
    private static final int SIGQUIT = 3;

    @Test
    void reads_ids_of_a_process_in_a_namespace_of_its_own_and_its_effective_user() {
        TaskStatus status = TaskStatus.parse("status", Fixture.text("status-jvm"));

        assertThat(status).isEqualTo(new TaskStatus(20234, 1, 1234, 0x0000000101005ccdL));
    }

    @Test
    void knows_which_signals_have_handlers() {
        TaskStatus status = TaskStatus.parse("status", Fixture.text("status-jvm"));

        assertThat(status.catches(SIGQUIT)).isTrue();
        assertThat(status.catches(SIGINT)).isFalse();
        assertThat(status.catches(33)).isTrue();
        assertThat(status.catches(64)).isFalse();
    }

    @Test
    void says_which_line_is_missing() {
        String text = Fixture.text("status-jvm").replace("SigCgt", "SigXXX");

        assertThatThrownBy(() -> TaskStatus.parse("status", text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageContaining("SigCgt")
                .hasMessageContaining("it is missing");
    }

    @Test
    void is_absent_where_there_is_no_such_thread() {
        assertThat(TaskStatus.read(Path.of("/nowhere"), 1)).isInstanceOf(Reading.Absent.class);
    }
}
