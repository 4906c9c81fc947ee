package dev.ringfence.syscall.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTextTests {

    @ParameterizedTest
    @CsvSource({
        "/etc, passwd, /etc/passwd",
        "/etc, ../usr/./lib, /usr/lib",
        "/, a, /a",
        "/etc, /usr//lib/, /usr/lib",
        "/, .., /",
        "/a/b, ../.., /",
        "/a, .hidden, /a/.hidden"
    })
    void resolves_a_path_behind_its_directory(String directory, String path, String resolved) {
        assertThat(PathText.resolved(directory, path)).isEqualTo(resolved);
    }

    @Test
    void takes_the_mark_of_a_removed_file_away() {
        assertThat(PathText.undeleted("/tmp/a (deleted)")).isEqualTo("/tmp/a");
        assertThat(PathText.undeleted("/tmp/a")).isEqualTo("/tmp/a");
    }
}
