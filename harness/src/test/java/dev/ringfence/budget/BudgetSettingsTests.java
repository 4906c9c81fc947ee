package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetSettingsTests {
    @TempDir
    Path module;

    private BudgetSettings settings(Map<String, String> configuration, Map<String, String> environment) {
        return BudgetSettings.of(key -> Optional.ofNullable(configuration.get(key)), environment, module);
    }

    private BudgetSettings configured(String key, String value) {
        return settings(Map.of("ringfence.budgets." + key, value), Map.of());
    }

    // --- Mode ---

    @Test
    void new_entries_are_locked_where_nobody_says_that_this_is_ci() {
        assertThat(settings(Map.of(), Map.of()).mode()).isEqualTo(BudgetMode.NEW);
    }

    @ParameterizedTest
    @CsvSource({"true, CHECK", "1, CHECK", "woodpecker, CHECK", "false, NEW", "FALSE, NEW", "'', NEW", "' ', NEW"})
    void the_variable_ci_decides(String value, BudgetMode mode) {
        assertThat(settings(Map.of(), Map.of("CI", value)).mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"check, CHECK", "new, NEW", "update, UPDATE", "prune, PRUNE", "off, OFF", "' off ', OFF"})
    void a_mode_that_is_configured_goes_before_it(String value, BudgetMode mode) {
        assertThat(settings(Map.of("ringfence.budgets.mode", value), Map.of("CI", "true"))
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void an_empty_value_is_none() {
        assertThat(settings(Map.of("ringfence.budgets.mode", ""), Map.of("CI", "true"))
                        .mode())
                .isEqualTo(BudgetMode.CHECK);
    }

    @Test
    void another_mode_is_refused() {
        assertThatThrownBy(() -> configured("mode", "Update"))
                .hasMessage("ringfence.budgets.mode must be one of check, new, update, prune, off but was \"Update\"");
    }

    // --- File and profile ---

    @Test
    void the_file_is_beside_the_tests() throws IOException {
        Files.createDirectories(module.resolve("src/test"));

        assertThat(settings(Map.of(), Map.of()).file()).isEqualTo(module.resolve("src/test/ringfence.budgets"));
    }

    @Test
    void without_a_directory_of_tests_it_is_in_the_module() {
        assertThat(settings(Map.of(), Map.of()).file()).isEqualTo(module.resolve("ringfence.budgets"));
    }

    @Test
    void a_file_that_is_configured_is_relative_to_the_module() {
        assertThat(configured("file", "it/it.budgets").file()).isEqualTo(module.resolve("it/it.budgets"));
        assertThat(configured("file", "/x/it.budgets").file()).isEqualTo(Path.of("/x/it.budgets"));
    }

    @Test
    void the_profile_is_that_of_this_jvm() {
        assertThat(settings(Map.of(), Map.of()).profile())
                .isEqualTo("linux-x86_64 jdk" + Runtime.version().feature());
        assertThat(configured("profile", "alpine jdk17").profile()).isEqualTo("alpine jdk17");
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64, 17, linux-x86_64 jdk17", "Linux, aarch64, 25, linux-aarch64 jdk25"})
    void a_profile_says_system_machine_and_jdk(String system, String machine, int jdk, String profile) {
        assertThat(Profiles.of(system, machine, jdk)).isEqualTo(profile);
        assertThat(Profiles.isProfile(profile)).isTrue();
    }

    @Test
    void a_profile_that_no_section_can_have_is_refused() {
        assertThatThrownBy(() -> configured("profile", "a]b"))
                .hasMessage(
                        "ringfence.budgets.profile must be words of letters, digits and ._+- with one blank between them but was \"a]b\"");
    }

    // --- Metrics and tolerances ---

    @Test
    void standard_metrics_are_named_by_nobody() {
        assertThat(settings(Map.of(), Map.of()).metrics())
                .extracting(Metric::name)
                .containsExactly("opens", "renames", "unlinks", "fsyncs", "connects", "processes", "peak-descriptors");
    }

    @Test
    void metrics_can_be_named() {
        assertThat(configured("metrics", "opens , bytes-read,opens").metrics())
                .extracting(Metric::name)
                .containsExactly("opens", "bytes-read");
    }

    @Test
    void a_metric_that_is_none_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> configured("metrics", "open"))
                .hasMessage("ringfence.budgets.metrics: \"open\" is not a metric; did you mean \"opens\"?");
    }

    @Test
    void tolerances_can_be_given_by_metric() {
        BudgetSettings settings = configured("tolerance", "opens 2 10%, bytes-read 4096 0%");

        assertThat(settings.tolerance(Metrics.byName("opens"))).isEqualTo(new Tolerance(2, 10));
        assertThat(settings.tolerance(Metrics.byName("bytes-read"))).isEqualTo(new Tolerance(4096, 0));
        assertThat(settings.tolerance(Metrics.byName("processes"))).isEqualTo(new Tolerance(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"opens 2", "opens 2 10", "opens -2 10%", "open 2 10%", "opens 2 10% 3"})
    void a_tolerance_that_is_none_is_refused(String value) {
        assertThatThrownBy(() -> configured("tolerance", value))
                .hasMessage(
                        "ringfence.budgets.tolerance must be METRIC NUMBER PERCENT%, several with commas between them,"
                                + " such as \"opens 2 10%\", but one was \"" + value + "\"");
    }
}
