package dev.ringfence.samples.crash;

import dev.ringfence.Traced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Its test starts a process of its own, says who is running, and waits to be killed. */
@Traced
public class WaitingTestCase {
    /** System property with the file that the ids of the forked JVM, of its tracer and of its child are written to. */
    static final String FILE = "waiting.file";

    @Test
    void waits() throws IOException {
        Process child = new ProcessBuilder("sleep", "600").start();
        Path file = Path.of(System.getProperty(FILE));
        Path written = file.resolveSibling("writing");
        Files.writeString(written, ProcessHandle.current().pid() + " " + OwnProcess.tracer() + " " + child.pid());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        while (true) LockSupport.park();
    }
}
