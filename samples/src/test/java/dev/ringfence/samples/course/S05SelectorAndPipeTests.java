package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

/* Lesson 5, right: the selector and both ends of the pipe are resources of one try statement. */
@Traced
class S05SelectorAndPipeTests {

    @Test
    @NoFdLeak
    void waits_for_a_pipe() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink();
                Selector selector = Selector.open()) {
            source.configureBlocking(false);
            SelectionKey key = source.register(selector, SelectionKey.OP_READ);
            assertThat(selector.selectNow()).isZero();
            assertThat(key.isReadable()).isFalse();
            assertThat(sink.isOpen()).isTrue();
        }
    }
}
