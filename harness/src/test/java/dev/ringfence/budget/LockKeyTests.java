package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockKeyTests {

    @ParameterizedTest
    @CsvSource({
        "com.example.A#a(), com.example.A",
        "com.example.A/Inner#a(), com.example.A",
        "com.example.A$B[2]#a(), com.example.A$B",
        "com.example.A#a([I)[2], com.example.A"
    })
    void the_class_is_the_outermost(String test, String className) {
        assertThat(new LockKey(test, "opens").className()).isEqualTo(className);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "#a()", "A#a", "A#a()\n#b()"})
    void what_is_no_test_is_refused(String test) {
        assertThatThrownBy(() -> new LockKey(test, "opens")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_class_alone_is_its_own_outermost() {
        assertThat(LockKey.classOf("com.example.A")).isEqualTo("com.example.A");
    }
}
