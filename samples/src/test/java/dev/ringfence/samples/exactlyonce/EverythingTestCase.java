package dev.ringfence.samples.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import dev.ringfence.Traced;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A test class in which everything logs: its own pieces, an extension of fourteen callbacks, a Spring context, a mock, a method source. */
@Traced
@DisplayName("class")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(LoggingExtension.class)
@ExtendWith(MockitoExtension.class)
@SpringJUnitConfig
class EverythingTestCase {
    static {
        CallLog.add("static initialiser");
    }

    /** What Spring makes. */
    record Greeting(String text) {
        Greeting {
            CallLog.add("bean");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Greeting greeting() {
            return new Greeting("Hello");
        }
    }

    @Autowired
    Greeting greeting;

    @Mock
    Supplier<String> name;

    EverythingTestCase() {
        CallLog.add("constructor");
    }

    @BeforeAll
    static void beforeAll() {
        CallLog.add("@BeforeAll");
    }

    @BeforeEach
    void beforeEach() {
        CallLog.add("@BeforeEach");
    }

    @AfterEach
    void afterEach() {
        CallLog.add("@AfterEach");
        throw new LoggingExtension.ExpectedException();
    }

    @AfterAll
    static void afterAll() {
        CallLog.add("@AfterAll");
    }

    @Test
    @Order(1)
    @DisplayName("test")
    void uses_everything(Thread resolved) {
        CallLog.add("body of test");
        when(name.get()).thenReturn("world");
        assertThat(greeting.text() + " " + name.get()).isEqualTo("Hello world");
        assertThat(resolved).isSameAs(Thread.currentThread());
        throw new LoggingExtension.ExpectedException();
    }

    static Stream<String> words() {
        CallLog.add("method source");
        return Stream.of("one", "two");
    }

    @ParameterizedTest(name = "run {index}")
    @Order(2)
    @DisplayName("template")
    @MethodSource("words")
    void takes_words(String word) {
        CallLog.add("body of " + word);
        assertThat(greeting.text()).isEqualTo("Hello");
    }
}
