package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("linux")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SAME_THREAD)
class RehearsalLinuxTests {
    private static final int NEVER = 100;

    @TempDir
    Path directory;

    private final Libc libc = Libc.load();
    private Rehearsal rehearsal;

    @BeforeEach
    void prepare() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        rehearsal = new Rehearsal(libc, new Ptrace(libc), directory.resolve("s"));
    }

    /** Whether something real comes up never, at once, or between two steps. */
    @ParameterizedTest
    @ValueSource(ints = {NEVER, 1, 2, 3, 4})
    void a_start_that_is_rehearsed_leaves_nothing_behind(int wantedAt) {
        Set<Long> before = children();
        AtomicInteger asked = new AtomicInteger();

        rehearsal.start(new NativeProcess(libc), () -> asked.incrementAndGet() >= wantedAt);

        assertThat(asked).hasValue(Math.min(wantedAt, 4));
        assertThat(directory).isEmptyDirectory();
        assertThat(before).containsAll(children());
    }

    @Test
    void so_does_a_window() {
        Set<Long> before = children();
        rehearsal.window();
        assertThat(directory).isEmptyDirectory();
        assertThat(before).containsAll(children());
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
