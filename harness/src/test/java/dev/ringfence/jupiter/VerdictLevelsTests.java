package dev.ringfence.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.Verdict;
import dev.ringfence.Verdict.Level;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class VerdictLevelsTests {
    private static final RecordingCheck CHECK = new ScriptedCheck(null);

    @Verdict(check = "scripted", level = Level.WARN, because = "it is being repaired")
    static class WarnedTestCase {
        void inherits() {}

        @Verdict(check = "scripted", level = Level.OFF, because = "it is about something else")
        void overrides() {}

        @Verdict(check = "another", level = Level.OFF, because = "it is about something else")
        void concernsAnother() {}

        @Lenient
        void composed() {}
    }

    @Verdict(check = "scripted", level = Level.OFF, because = "lenient")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Lenient {}

    static class PlainTestCase {
        void plain() {}

        @Verdict(check = "scripted", level = Level.WARN)
        void withoutBecause() {}

        @Verdict(check = "scripted", level = Level.FAIL)
        void failing() {}
    }

    private record Asked(List<AnnotatedElement> elements, Map<String, String> configured) implements CheckedTest {
        static Asked of(Class<?> type, String method, Map<String, String> configured) throws NoSuchMethodException {
            return new Asked(List.of(type.getDeclaredMethod(method), type), configured);
        }

        @Override
        public Optional<String> configuration(String key) {
            return Optional.ofNullable(configured.get(key));
        }
    }

    private static Level level(Class<?> type, String method, Map<String, String> configured) throws Exception {
        return VerdictLevels.of(CHECK, Asked.of(type, method, configured));
    }

    @Test
    void a_check_fails_unless_somebody_says_otherwise() throws Exception {
        assertThat(level(PlainTestCase.class, "plain", Map.of())).isEqualTo(Level.FAIL);
        assertThat(level(PlainTestCase.class, "plain", Map.of("ringfence.verdict.other", "off")))
                .isEqualTo(Level.FAIL);
    }

    @Test
    void the_configuration_says_otherwise() throws Exception {
        assertThat(level(PlainTestCase.class, "plain", Map.of("ringfence.verdict.scripted", " Warn ")))
                .isEqualTo(Level.WARN);
        assertThat(level(PlainTestCase.class, "plain", Map.of("ringfence.verdict.scripted", "off")))
                .isEqualTo(Level.OFF);
    }

    @Test
    void the_nearest_annotation_goes_before_the_configuration() throws Exception {
        Map<String, String> configured = Map.of("ringfence.verdict.scripted", "fail");
        assertThat(level(WarnedTestCase.class, "inherits", configured)).isEqualTo(Level.WARN);
        assertThat(level(WarnedTestCase.class, "overrides", configured)).isEqualTo(Level.OFF);
        assertThat(level(WarnedTestCase.class, "concernsAnother", configured)).isEqualTo(Level.WARN);
        assertThat(level(WarnedTestCase.class, "composed", configured)).isEqualTo(Level.OFF);
    }

    @Test
    void strict_makes_warnings_fail_and_nothing_else() throws Exception {
        Map<String, String> strict = Map.of("ringfence.strict", "true");
        assertThat(level(WarnedTestCase.class, "inherits", strict)).isEqualTo(Level.FAIL);
        assertThat(level(WarnedTestCase.class, "overrides", strict)).isEqualTo(Level.OFF);
        assertThat(level(WarnedTestCase.class, "inherits", Map.of("ringfence.strict", "FALSE")))
                .isEqualTo(Level.WARN);
    }

    @Test
    void a_setting_that_is_none_is_refused() {
        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> level(PlainTestCase.class, "plain", Map.of("ringfence.verdict.scripted", "warning")))
                .withMessage("ringfence.verdict.scripted must be fail, warn or off but was \"warning\"");
        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> level(WarnedTestCase.class, "inherits", Map.of("ringfence.strict", "yes")))
                .withMessage("ringfence.strict must be true or false but was \"yes\"");
    }

    @Test
    void a_level_that_does_not_fail_needs_a_reason() throws Exception {
        List<AnnotatedElement> elements =
                Asked.of(PlainTestCase.class, "withoutBecause", Map.of()).elements();

        assertThatThrownBy(() -> VerdictLevels.validate(elements, List.of(CHECK)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Verdict on method [" + elements.get(0)
                        + "] must give a because for WARN of \"scripted\" but was: \"\"");
        VerdictLevels.validate(
                Asked.of(PlainTestCase.class, "failing", Map.of()).elements(), List.of(CHECK));
    }

    @Test
    void a_check_without_a_name_of_its_own_is_called_by_its_class() {
        RecordingCheck nameless = (recording, context) -> {};

        assertThat(nameless.name()).isEqualTo(nameless.getClass().getName());
    }
}
