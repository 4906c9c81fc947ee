package dev.ringfence.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.UniqueId;

class TestKeyTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [engine:junit-jupiter]/[class:com.example.A]                                               | com.example.A
            [engine:junit-jupiter]/[class:com.example.A]/[method:m()]                                  | com.example.A#m()
            [engine:ringfence]/[class:com.example.A]/[method:m()]                                      | com.example.A#m()
            [engine:junit-jupiter]/[class:com.example.A$B]/[nested-class:C]/[method:m(int)]            | com.example.A$B/C#m(int)
            [engine:junit-jupiter]/[class:A]/[method:m(int, java.lang.String)]                         | A#m(int,java.lang.String)
            [engine:junit-jupiter]/[class:A]/[test-template:m(int)]/[test-template-invocation:#2]      | A#m(int)[2]
            [engine:junit-jupiter]/[class:A]/[test-factory:f()]/[dynamic-container:#1]/[dynamic-test:#3] | A#f()[1][3]
            [engine:junit-jupiter]/[class-template:A]/[class-template-invocation:#1]/[method:m()]      | A[1]#m()
            [engine:junit-jupiter]/[class:A]/[nested-class-template:N]/[class-template-invocation:#2]/[method:m()] | A/N[2]#m()
            [engine:junit-jupiter]/[class:A]/[other:x]                                                 | A/other:x
            """)
    void is_made_of_the_unique_id(String id, String key) {
        assertThat(TestKey.of(id)).isEqualTo(key);
    }

    @Test
    void what_has_a_meaning_in_a_key_is_escaped_in_names() {
        UniqueId id =
                UniqueId.forEngine("junit-jupiter").append("class", "A#1%").append("method", "says\nwhy, and #2()");

        assertThat(TestKey.of(id)).isEqualTo("A%231%25#says%0Awhy,and %232()");
    }

    @Test
    void an_engine_has_an_empty_key() {
        assertThat(TestKey.of("[engine:junit-jupiter]")).isEmpty();
    }
}
