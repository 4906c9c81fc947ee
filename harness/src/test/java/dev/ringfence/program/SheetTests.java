package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SheetTests {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Tracee first = new Tracee(101);
    private final Tracee second = new Tracee(102);

    @Test
    void a_line_that_another_thread_breaks_into_is_unfinished() {
        Sheet sheet = new Sheet(out, false, new Outage(cause -> {}));
        sheet.begin(first).append("read(0, ");
        sheet.begin(second).append("close(3) = 0");
        sheet.endLine();
        assertThat(sheet.isWriting(first)).isFalse();
        sheet.close();
        assertThat(text()).isEqualTo("read(0,  <unfinished ...>\nclose(3) = 0\n");
    }

    @Test
    void a_line_goes_on_where_nobody_broke_in() {
        Sheet sheet = new Sheet(out, false, new Outage(cause -> {}));
        sheet.begin(first).append("read(0, ");
        assertThat(sheet.isWriting(first)).isTrue();
        sheet.text().append("\"\", 1) = 0");
        sheet.endLine();
        sheet.close();
        assertThat(text()).isEqualTo("read(0, \"\", 1) = 0\n");
    }

    @Test
    void columns_are_those_of_the_line_even_when_its_beginning_was_shown() {
        Sheet sheet = new Sheet(out, true, new Outage(cause -> {}));
        sheet.begin(first).append("getpid(");
        sheet.pause();
        assertThat(text()).isEqualTo("getpid(");
        sheet.text().append(") ");
        sheet.pad(12);
        sheet.text().append("= 1");
        sheet.endLine();
        sheet.begin(first).append("getppid() ");
        sheet.pad(5);
        sheet.text().append("= 1");
        sheet.endLine();
        assertThat(text()).isEqualTo("getpid()    = 1\ngetppid() = 1\n");
    }

    @Test
    void much_is_written_before_the_end() {
        Sheet sheet = new Sheet(out, false, new Outage(cause -> {}));
        sheet.begin(first).append("x".repeat(70_000));
        sheet.endLine();
        assertThat(out.size()).isEqualTo(70_001);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
