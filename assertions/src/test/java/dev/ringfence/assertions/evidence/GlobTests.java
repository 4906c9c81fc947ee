package dev.ringfence.assertions.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTests {

    @ParameterizedTest
    @CsvSource({
        "/tmp/upload-*, /tmp/upload-7731, true",
        "/tmp/upload-*, /tmp/upload-, true",
        "/tmp/upload-*, /tmp/upload-1/a, false",
        "/tmp/upload-*, /var/tmp/upload-1, false",
        "/tmp/**, /tmp/a/b/c, true",
        "**, socket:[4711], true",
        "/tmp/a?, /tmp/ab, true",
        "/tmp/a?, /tmp/a/, false",
        "/tmp/a.b, /tmp/axb, false",
        "socket:[*], socket:[4711], true",
        "socket:[4711], socket:[1], false",
        "com.example.Upload.store(*), com.example.Upload.store(Upload.java:57), true",
        "'/tmp/\\Q{a}\\E', '/tmp/\\Q{a}\\E', true",
        "'/tmp/*', '/tmp/a\nb', true"
    })
    void matches_the_whole_text(String glob, String text, boolean matches) {
        assertThat(new Glob(glob).matches(text)).isEqualTo(matches);
    }

    @Test
    void refuses_a_blank_pattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Glob(" ")).withMessage("pattern must not be blank");
    }
}
