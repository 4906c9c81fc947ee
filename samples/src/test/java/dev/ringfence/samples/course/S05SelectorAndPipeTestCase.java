package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/*
 * Lesson 5: objects that do not look like files.
 *
 * A Selector is two descriptors on Linux, an epoll instance and an eventfd that wakes it up. A Pipe is two as well, one for
 * each end. Neither is Closeable at first sight (Pipe has no close method at all, each end has its own), so no compiler
 * warning and no try statement reminds anybody. Frameworks make one selector for each worker thread; one that is rebuilt
 * after an error and not closed loses two descriptors each time.
 */
@Traced
class S05SelectorAndPipeTestCase {
    private static final List<Closeable> FORGOTTEN = new ArrayList<>();

    @AfterAll
    static void close() throws IOException {
        for (Closeable each : FORGOTTEN) each.close();
        FORGOTTEN.clear();
    }

    @Test
    @NoFdLeak
    void waits_for_a_pipe() throws IOException {
        Selector selector = Selector.open();
        Pipe pipe = Pipe.open();
        FORGOTTEN.addAll(List.of(selector, pipe.source(), pipe.sink()));
        pipe.source().configureBlocking(false);
        SelectionKey key = pipe.source().register(selector, SelectionKey.OP_READ);
        assertThat(selector.selectNow()).isZero();
        assertThat(key.isReadable()).isFalse();
    }
}
