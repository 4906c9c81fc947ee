package dev.ringfence.assertions.error;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.testing.RecordingBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobSuggestionTests {

    @ParameterizedTest
    @CsvSource({
        "/tmp/upload-7731, /tmp/upload-*",
        "/tmp/upload-7, /tmp/upload-*",
        "/tmp/junit-8123456789012345678/a.txt, /tmp/junit-*/a.txt",
        "/tmp/a1b2c3d4e5.tmp, /tmp/*.tmp",
        "/tmp/123e4567-e89b-12d3-a456-426614174000/x, /tmp/*/x",
        "/tmp/upload7731x.bin, /tmp/*.bin",
        "/etc/log4j2.xml, /etc/log4j2.xml",
        "/usr/lib/libfoo.so.6, /usr/lib/libfoo.so.*",
        "/proc/4711/status, /proc/*/status",
        "/etc/hosts, /etc/hosts"
    })
    void replaces_what_another_run_would_name_differently(String path, String glob) {
        assertThat(suggestions(recording("t()").opens(5, path).neverClosed())).containsExactly(glob);
        assertThat(new Glob(glob).matches(path)).isTrue();
    }

    @Test
    void suggests_the_file_and_not_the_mark_that_it_was_deleted() {
        assertThat(suggestions(recording("t()").opens(5, "/tmp/a").neverClosedButDeleted()))
                .containsExactly("/tmp/a");
    }

    @Test
    void suggests_the_site_of_what_is_not_a_file() {
        assertThat(suggestions(recording("t()")
                        .opens(5, "socket TCP 127.0.0.1:80")
                        .asSocket("socket:[4711]")
                        .neverClosed()))
                .containsExactly("com.example.UploadService.store(*)");
    }

    @Test
    void suggests_three_at_most_and_each_once() {
        assertThat(suggestions(recording("t()")
                        .opens(5, "/tmp/a")
                        .neverClosed()
                        .opens(6, "/tmp/a")
                        .neverClosed()
                        .opens(7, "/tmp/b")
                        .neverClosed()
                        .opens(8, "/tmp/c")
                        .neverClosed()
                        .opens(9, "/tmp/d")
                        .neverClosed()))
                .containsExactly("/tmp/a", "/tmp/b", "/tmp/c");
    }

    @Test
    void suggests_what_would_allow_it() {
        RecordingBuilder builder = recording("t()")
                .opens(5, "/tmp/upload-1")
                .neverClosedButDeleted()
                .opens(6, "socket TCP 127.0.0.1:80")
                .asSocket("socket:[4711]")
                .withoutStack("the thread is not a Java thread")
                .neverClosed()
                .opens(7, "/tmp/x-1")
                .abandonedForMillis(3);
        List<Allowance> suggested = suggestions(builder).stream()
                .map(g -> new Allowance(new Glob(g), "suggested"))
                .toList();

        assertThat(Leaks.in(builder.build(), suggested).leaks()).isEmpty();
    }

    private static List<String> suggestions(RecordingBuilder builder) {
        return GlobSuggestion.of(Leaks.in(builder.build(), List.of()).leaks());
    }
}
