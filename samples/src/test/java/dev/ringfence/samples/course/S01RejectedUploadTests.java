package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import dev.ringfence.samples.upload.UploadClient;
import dev.ringfence.samples.upload.UploadRules;
import dev.ringfence.samples.upload.UploadServer;
import dev.ringfence.samples.upload.UploadService;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 1, right: the block that opens the file closes it, on every path. */
@Traced
class S01RejectedUploadTests {
    private static final UploadClient CLIENT = new UploadClient();

    @TempDir
    private static Path store;

    private static UploadServer server;

    @BeforeAll
    static void start() throws Exception {
        server = UploadServer.start(new UploadService(store, new UploadRules(1000, Set.of("text/plain"))));
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
