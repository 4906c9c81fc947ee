package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.hotspot.ThreadDump;
import org.junit.jupiter.api.Test;

class DiagnosticCommandsTests {

    @Test
    void a_jvm_that_opens_nothing_is_asked_through_the_server() {
        assertThatThrownBy(OpenedCommands::new).isInstanceOf(IllegalAccessException.class);

        DiagnosticCommands commands = DiagnosticCommands.find();
        assertThat(commands).isInstanceOf(ServedCommands.class);
        assertThat(ThreadDump.parse(commands.threadPrint())
                        .entry(KernelThread.current().tid()))
                .isPresent();
        assertThat(commands.heapInfo()).contains("total");
    }
}
