package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigurationTests {
    private static final String AUTODETECTION = "junit.jupiter.extensions.autodetection.";

    @Test
    void detects_our_extension_alone_where_the_user_did_not_ask_for_more() {
        assertThat(RunConfiguration.parameters(Map.of("a", "b", AUTODETECTION + "exclude", "*")))
                .containsOnly(
                        Map.entry("a", "b"),
                        Map.entry("junit.jupiter.execution.parallel.enabled", "false"),
                        Map.entry("junit.platform.output.capture.stdout", "false"),
                        Map.entry("junit.platform.output.capture.stderr", "false"),
                        Map.entry(AUTODETECTION + "enabled", "true"),
                        Map.entry(AUTODETECTION + "include", "dev.ringfence.jupiter.*"),
                        Map.entry(AUTODETECTION + "exclude", ""));
    }

    @Test
    void adds_our_extension_to_those_that_the_user_asked_for() {
        assertThat(RunConfiguration.parameters(
                        Map.of(AUTODETECTION + "enabled", "true", AUTODETECTION + "include", "com.example.*")))
                .containsEntry(AUTODETECTION + "include", "com.example.*,dev.ringfence.jupiter.*");
        assertThat(RunConfiguration.parameters(Map.of(AUTODETECTION + "enabled", "true")))
                .doesNotContainKey(AUTODETECTION + "include");
    }

    @Test
    void reads_the_rounds() {
        assertThat(new RunConfiguration(Map.of(), null).rounds()).isEqualTo(12);
        assertThat(new RunConfiguration(Map.of("ringfence.rounds", "20"), null).rounds())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "012", "many", "1000000"})
    void refuses_other_rounds(String text) {
        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> new RunConfiguration(Map.of("ringfence.rounds", text), null).rounds())
                .withMessage(
                        "ringfence.rounds must be a positive number of at most six digits but was \"" + text + "\"");
    }
}
