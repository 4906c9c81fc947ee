package dev.ringfence.assertions.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.Families;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.Needs;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetPlanTests {

    static class PlainTestCase {
        void sells() {}
    }

    // --- Which tests, which metrics ---

    private Needs needs(Class<?> type, String method, Map<String, String> configuration) {
        TestContext test = TestContext.of(type, method);
        configuration.forEach(test::configured);
        return new BudgetedCheck(Map.of()).needs(test);
    }

    @Test
    void what_metrics_need_is_observed() {
        Needs needs = needs(ShopTestCase.class, "reads", Map.of());

        assertThat(needs.watched()).contains("read", "pread64", "recvfrom");
        assertThat(needs(ShopTestCase.class, "saves", Map.of()))
                .isEqualTo(new Needs(Families.fsyncs().members(), Set.of()));
    }

    @Test
    void nothing_is_needed_without_a_budget_or_when_budgets_are_off() {
        Needs none = new Needs(Set.of(), Set.of());

        assertThat(needs(PlainTestCase.class, "sells", Map.of())).isEqualTo(none);
        assertThat(needs(ShopTestCase.class, "reads", Map.of("ringfence.budgets.mode", "off")))
                .isEqualTo(none);
    }

    @Test
    void a_class_that_is_named_has_a_budget() {
        Map<String, String> named = Map.of("ringfence.budgets", "all", "ringfence.budgets.metrics", "fsyncs");

        assertThat(needs(PlainTestCase.class, "sells", named).counted())
                .isEqualTo(Families.fsyncs().members());
    }

    // --- Misuse ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            unknown           | must name a metric but did not: "open" is not a metric; did you mean "opens"?
            twice             | must name a metric once but was: "opens" twice
            negativeRounds    | must not have negative rounds but was: -1
            negativeWarmUps   | must not have negative warmUps but was: -2
            strangerTolerated | must give a tolerance for one of its metrics but was: "fsyncs"
            negativeTolerance | must not have a negative tolerance but was: absolute = 0, percent = -1 for "opens"
            toleratedTwice    | must give one tolerance for a metric but was: two for "opens"
            """)
    void a_faulty_annotation_is_refused(String method, String rule) {
        assertThatThrownBy(() -> needs(ShopTestCase.class, method, Map.of()))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Budgeted on method [void " + ShopTestCase.class.getName() + "." + method + "()] " + rule);
    }

    @Test
    void a_faulty_parameter_is_refused() {
        assertThatThrownBy(() -> needs(ShopTestCase.class, "sells", Map.of("ringfence.budgets.mode", "strict")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("ringfence.budgets.mode must be one of check, new, update, prune, off but was \"strict\"");
        assertThatThrownBy(() -> needs(PlainTestCase.class, "sells", Map.of("ringfence.budgets", "a-b")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("ringfence.budgets must be all or names of classes");
    }
}
