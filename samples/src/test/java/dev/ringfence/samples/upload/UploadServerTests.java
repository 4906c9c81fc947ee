package dev.ringfence.samples.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a client sees of the two services. It is the same for both: no test of this kind can find the leak.
 */
class UploadServerTests {
    private static final UploadRules RULES = new UploadRules(1000, Set.of("text/plain", "text/csv"));
    private final UploadClient client = new UploadClient();

    @TempDir
    Path store;

    enum Service {
        LEAKY {
            @Override
            Uploads in(Path store) {
                return new LeakyUploadService(store, RULES);
            }
        },
        REPAIRED {
            @Override
            Uploads in(Path store) {
                return new UploadService(store, RULES);
            }
        };

        abstract Uploads in(Path store);
    }

    @ParameterizedTest
    @EnumSource
    void stores_what_arrived_whole(Service service) throws Exception {
        try (UploadServer server = UploadServer.start(service.in(store))) {
            HttpResponse<String> answer =
                    client.send(server.uri("plan.txt"), "text/plain; charset=utf-8", "Hi", UploadClient.sha256("Hi"));

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("plan.txt stored, 2 bytes\n");
            assertThat(store.resolve("plan.txt")).hasContent("Hi");
            assertThat(filesIn(store)).containsExactly("plan.txt");
        }
    }

    @ParameterizedTest
    @EnumSource
    void replaces_what_was_stored_before(Service service) throws Exception {
        try (UploadServer server = UploadServer.start(service.in(store))) {
            client.send(server.uri("plan.txt"), "first");
            client.send(server.uri("plan.txt"), "second");

            assertThat(store.resolve("plan.txt")).hasContent("second");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_content_that_does_not_match_its_checksum(Service service) throws Exception {
        try (UploadServer server = UploadServer.start(service.in(store))) {
            HttpResponse<String> answer = client.sendDamaged(server.uri("plan.txt"), "Hi");

            assertRefused(answer, 422, "the checksum does not match the content");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_content_that_is_too_large(Service service) throws Exception {
        try (UploadServer server = UploadServer.start(service.in(store))) {
            HttpResponse<String> answer = client.send(server.uri("plan.txt"), "x".repeat(1001));

            assertRefused(answer, 413, "the content is larger than 1000 bytes");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_content_type_that_nobody_asked_for(Service service) throws Exception {
        try (UploadServer server = UploadServer.start(service.in(store))) {
            HttpResponse<String> answer =
                    client.send(server.uri("a.exe"), "application/x-msdownload", "MZ", UploadClient.sha256("MZ"));

            assertRefused(answer, 415, "the content type is not accepted: application/x-msdownload");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_checksum_that_is_none(Service service) throws Exception {
        try (UploadServer server = UploadServer.start(service.in(store))) {
            HttpResponse<String> answer = client.send(server.uri("plan.txt"), "text/plain", "Hi", "0xCAFE");

            assertRefused(answer, 400, "the checksum header must hold 64 lower-case hexadecimal digits");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_name_that_leaves_the_store(Service service) throws Exception {
        try (UploadServer server = UploadServer.start(service.in(store))) {
            URI hidden = server.uri(".profile");

            assertRefused(
                    client.send(hidden, "Hi"), 400, "the name may hold letters, digits, dot, dash and underscore");
        }
    }

    private void assertRefused(HttpResponse<String> answer, int status, String text) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(text + "\n");
        assertThat(filesIn(store)).isEmpty();
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
