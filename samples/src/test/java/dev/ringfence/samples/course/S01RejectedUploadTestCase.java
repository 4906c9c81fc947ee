package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import dev.ringfence.samples.upload.LeakyUploadService;
import dev.ringfence.samples.upload.UploadClient;
import dev.ringfence.samples.upload.UploadRules;
import dev.ringfence.samples.upload.UploadServer;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 1: the file on the error path.
 *
 * A server refuses a damaged upload, answers 422 as it should, deletes the temporary file as it should, and forgets to
 * close it. The client sees nothing wrong, so no assertion on the answer can fail. The descriptor table of the process
 * does show it, and that is what @NoFdLeak judges: what the test opened, on whatever thread, is closed when it has ended.
 * Here the leaking thread belongs to the server's pool and the stack in the failure is the server's, not the test's.
 *
 * The first request is sent before the tests: it opens the connection that client and server keep alive, which is theirs
 * to keep.
 */
@Traced
public class S01RejectedUploadTestCase {
    private static final UploadClient CLIENT = new UploadClient();

    @TempDir
    private static Path store;

    private static UploadServer server;

    @BeforeAll
    static void start() throws Exception {
        server = UploadServer.start(new LeakyUploadService(store, new UploadRules(1000, Set.of("text/plain"))));
        assertThat(CLIENT.send(server.uri("first.txt"), "Hi").statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    @NoFdLeak
    void stores_an_upload() throws Exception {
        assertThat(CLIENT.send(server.uri("plan.txt"), "Hi").statusCode()).isEqualTo(201);
    }

    @Test
    @NoFdLeak
    void refuses_a_damaged_upload() throws Exception {
        assertThat(CLIENT.sendDamaged(server.uri("plan.txt"), "Hi").statusCode())
                .isEqualTo(422);
    }
}
