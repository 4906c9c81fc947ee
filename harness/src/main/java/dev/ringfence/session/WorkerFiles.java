package dev.ringfence.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one worker in the private directory.
 *
 * @param arguments options of its JVM
 * @param properties its system properties; the worker deletes them when it has read them
 * @param socket on which the tracer waits for it
 */
record WorkerFiles(Path arguments, Path properties, Path socket) {

    static WorkerFiles in(Path directory, int number) {
        return new WorkerFiles(
                directory.resolve("worker-" + number + ".args"),
                directory.resolve("worker-" + number + ".properties"),
                directory.resolve("worker-" + number + ".sock"));
    }

    void delete() throws IOException {
        Files.deleteIfExists(arguments);
        Files.deleteIfExists(properties);
    }
}
