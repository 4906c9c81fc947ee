package dev.ringfence.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringfence.Recorder;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestRecorderTests {
    private final ScriptedWindows windows = new ScriptedWindows();
    private final TestRecorder recorder = TestRecorder.begin(windows, "uploads()");

    @Test
    void closes_the_window_of_the_test_and_names_its_recording() {
        assertThat(recorder.end().name()).isEqualTo("uploads()");
        assertThat(windows.log).containsExactly("open 1", "close 1");
    }

    @Test
    void nests_and_repeats_windows() {
        Recorder.Window outer = recorder.open("outer");
        Recording first = recorder.record(() -> {});
        Recording second = recorder.record(() -> {});
        Recording all = outer.end();
        recorder.end();

        assertThat(first.name()).isEqualTo("uploads()");
        assertThat(second.name()).isEqualTo("uploads()");
        assertThat(all.name()).isEqualTo("outer");
        assertThat(windows.log)
                .containsExactly("open 1", "open 2", "open 3", "close 3", "open 4", "close 4", "close 2", "close 1");
    }

    @Test
    void records_the_test_so_far_also_inside_of_another_window() {
        Recorder.Window inner = recorder.open("inner");
        Recording soFar = recorder.soFar();
        inner.end();

        assertThat(soFar.name()).isEqualTo("uploads()");
        assertThat(windows.log).containsExactly("open 1", "open 2", "so far 1", "close 2");
    }

    @Test
    void closes_the_window_of_an_action_that_throws_and_lets_the_throwable_go_on() {
        IOException failure = new IOException("no space left");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> recorder.record(() -> {
                    recorder.open("forgotten");
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(windows.log).containsExactly("open 1", "open 2", "open 3", "close 3", "close 2");
        recorder.end();
    }

    @Test
    void attaches_a_failure_to_close_to_what_the_action_threw() {
        windows.broken = 2;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> recorder.record(() -> {
                    throw new IOException("no space left");
                }))
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void refuses_to_end_an_outer_window_first() {
        Recorder.Window outer = recorder.open("outer");
        recorder.open("inner");

        assertThatIllegalStateException()
                .isThrownBy(outer::end)
                .withMessage("the window \"outer\" cannot be ended before \"inner\", which was opened inside of it");
    }

    @Test
    void refuses_to_end_a_window_twice() {
        Recorder.Window window = recorder.open("once");
        window.end();

        assertThatIllegalStateException().isThrownBy(window::end).withMessage("the window \"once\" has ended already");
    }

    @Test
    void refuses_to_end_a_window_on_another_thread() throws Exception {
        Recorder.Window window = recorder.open("mine");
        ExecutorService other = Executors.newSingleThreadExecutor(body -> new Thread(body, "other"));
        try {
            Future<Recording> ended = other.submit(window::end);

            assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                    .isThrownBy(() -> ended.get(10, TimeUnit.SECONDS))
                    .havingRootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .withMessage("the window \"mine\" was opened by the thread \""
                            + Thread.currentThread().getName() + "\" and cannot be ended by \"other\"");
        } finally {
            other.shutdown();
        }
    }

    @Test
    void refuses_everything_after_the_test() {
        recorder.end();

        assertThatIllegalStateException()
                .isThrownBy(recorder::soFar)
                .withMessage("the test uploads() has ended, and its recorder with it");
        assertThatIllegalStateException().isThrownBy(() -> recorder.open("late"));
        assertThatIllegalStateException().isThrownBy(() -> recorder.record(() -> {}));
    }

    @Test
    void closes_a_forgotten_window_and_says_so() {
        recorder.open("forgotten");

        assertThatIllegalStateException()
                .isThrownBy(recorder::end)
                .withMessage("the window \"forgotten\" was opened and not ended");
        assertThat(windows.log).containsExactly("open 1", "open 2", "close 2", "close 1");
    }

    @Test
    void closes_all_windows_even_where_one_cannot_be_closed() {
        recorder.open("broken");
        windows.broken = 2;

        assertThatIllegalArgumentException().isThrownBy(recorder::end).withMessage("window 2 is broken");
        assertThat(windows.log).containsExactly("open 1", "open 2", "close 2", "close 1");
    }
}
