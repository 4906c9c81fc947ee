package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTests {
    @TempDir
    Path directory;

    private boolean anotherThreadGets(Path path) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (FileMutex mutex = FileMutex.acquire(path)) {
                done.complete(mutex.run(() -> Files.exists(path)));
            } catch (IOException e) {
                done.completeExceptionally(new UncheckedIOException(e));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done.get(1, TimeUnit.MINUTES);
    }

    @Test
    void its_file_is_there_while_it_is_held_and_then_another_thread_can_have_it() throws Exception {
        Path path = directory.resolve("mutex");

        try (FileMutex mutex = FileMutex.acquire(path)) {
            assertThat(mutex.<String>run(() -> "what is done")).isEqualTo("what is done");
            assertThat(path).exists();
        }

        assertThat(path).doesNotExist();
        assertThat(anotherThreadGets(path)).isTrue();
    }

    @Test
    void who_cannot_have_it_does_not_keep_others_from_it() throws Exception {
        Path nowhere = directory.resolve("not there").resolve("mutex");

        assertThatThrownBy(() -> FileMutex.acquire(nowhere)).isInstanceOf(NoSuchFileException.class);

        assertThat(anotherThreadGets(directory.resolve("mutex"))).isTrue();
    }
}
