package dev.ringfence.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.recording.Recording;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class ConfiguredChecksTests {

    private record Asked(Map<String, String> configured) implements CheckedTest {
        static Asked with(String checks) {
            return new Asked(Map.of("ringfence.checks", checks));
        }

        @Override
        public List<AnnotatedElement> elements() {
            return List.of();
        }

        @Override
        public Optional<String> configuration(String key) {
            return Optional.ofNullable(configured.get(key));
        }
    }

    private record Configurable(String name) implements RecordingCheck {
        @Override
        public boolean isConfigurable() {
            return true;
        }

        @Override
        public void check(Recording recording, CheckContext context) {}
    }

    @Test
    void no_check_is_made_where_none_is_named() {
        assertThat(ConfiguredChecks.values("no-exec", new Asked(Map.of()))).isEmpty();
        assertThat(ConfiguredChecks.values("no-exec", Asked.with("no-execs, exec")))
                .isEmpty();
    }

    @Test
    void a_check_has_a_value_for_each_time_it_is_named_with_one() {
        Asked asked = Asked.with("no-exec,, writes-only-under = /tmp,writes-only-under=a=b ,");

        assertThat(ConfiguredChecks.values("no-exec", asked)).hasValue(List.of());
        assertThat(ConfiguredChecks.values("writes-only-under", asked)).hasValue(List.of("/tmp", "a=b"));
    }

    @Test
    void a_value_that_is_missing_is_blank() {
        assertThat(ConfiguredChecks.values("writes-only-under", Asked.with("writes-only-under=")))
                .hasValue(List.of(""));
    }

    @Test
    void only_checks_that_can_be_configured_may_be_named() {
        List<RecordingCheck> checks =
                List.of(new Configurable("writes-only-under"), new Configurable("no-exec"), new ScriptedCheck(null));

        assertThatCode(() -> ConfiguredChecks.validate(Asked.with("no-exec, writes-only-under=/tmp"), checks))
                .doesNotThrowAnyException();
        for (String wrong : List.of("no-execs", "scripted"))
            assertThatThrownBy(() -> ConfiguredChecks.validate(Asked.with("no-exec, " + wrong), checks))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("ringfence.checks must name checks (no-exec, writes-only-under) but named \"" + wrong
                            + "\"");
    }
}
