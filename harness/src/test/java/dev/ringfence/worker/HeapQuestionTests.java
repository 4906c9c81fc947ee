package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.hotspot.HeapRange;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeapQuestionTests {
    private static final String SILENT = "the virtual machine does not say where its heap is: ";

    @TempDir
    Path directory;

    /** Says nothing of its heap, for a reason. */
    private record Failing(RuntimeException reason) implements DiagnosticCommands {
        @Override
        public String threadPrint() {
            throw reason;
        }

        @Override
        public String heapInfo() {
            throw reason;
        }
    }

    @Test
    void a_worker_that_is_asked_tells_where_its_heap_is_before_it_is_ready() throws Exception {
        try (FakeTracer tracer = new FakeTracer(directory, true)) {
            tracer.showCanary();
            assertThat(tracer.readTo(Frame.WorkerReady.class))
                    .hasSize(2)
                    .first()
                    .satisfies(frame -> {
                        Frame.HeapInfo told = (Frame.HeapInfo) frame;
                        assertThat(told.known()).isTrue();
                        assertThat(HeapRange.parse(told.text())).isInstanceOf(Reading.Value.class);
                    });
        }
    }

    @Test
    void a_virtual_machine_that_does_not_answer_has_the_reason_told() {
        HarnessException refused = new HarnessException("the diagnostic command GC.heap_info failed: x");

        assertThat(HeapQuestion.answer(() -> new Failing(refused)))
                .isEqualTo(new Frame.HeapInfo(false, SILENT + "the diagnostic command GC.heap_info failed: x"));
    }

    @Test
    void a_virtual_machine_without_its_management_has_the_reason_told() {
        assertThat(HeapQuestion.answer(() -> {
                    throw new NoClassDefFoundError("java/lang/management/ManagementFactory");
                }))
                .isEqualTo(new Frame.HeapInfo(false, SILENT + "java/lang/management/ManagementFactory"));
    }
}
