package dev.ringfence.syscall.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTests {

    @ParameterizedTest
    @CsvSource({
        "/etc/*, /etc/passwd, true",
        "/etc/*, /etc/ssl/certs, false",
        "/etc/**, /etc/ssl/certs, true",
        "/etc/**, /etc, false",
        "/etc, /etc/passwd, false",
        "/a?c, /abc, true",
        "/a?c, /a/c, false",
        "*.conf, /etc/host.conf, true",
        "*.conf, host.conf, true",
        "*.conf, /etc/host.conf.d, false",
        "ssl/*.pem, /etc/ssl/a.pem, true",
        "ssl/*.pem, /etc/xssl/a.pem, false",
        "**/a, /x/y/a, true",
        "socket:*, socket:[4711], true",
        "/a[b]c, /abc, false",
        "/a[b]c, /a[b]c, true",
        "/ü?, /üé, true"
    })
    void of_a_path_begins_at_the_root_or_anywhere(String glob, String path, boolean matches) {
        assertThat(Glob.ofPath(glob).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"pool-*, pool-1-thread-2, true", "*, a/b, true", "a?c, a/c, true", "main, main2, false"})
    void of_a_name_has_slashes_like_any_character(String glob, String name, boolean matches) {
        assertThat(Glob.ofName(glob).matches(name)).isEqualTo(matches);
    }

    @Test
    void literally_fits_one_text() {
        assertThat(Glob.literal("/tmp/*").matches("/tmp/*")).isTrue();
        assertThat(Glob.literal("/tmp/*").matches("/tmp/a")).isFalse();
    }

    @Test
    void refuses_a_blank_pattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> Glob.of(" ")).withMessage("pattern must not be blank");
    }
}
