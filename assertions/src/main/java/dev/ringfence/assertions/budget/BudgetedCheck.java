package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.Budgeted;
import dev.ringfence.budget.BudgetMode;
import dev.ringfence.budget.BudgetSettings;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.Metric;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Puts the question whether a test keeps the budget that is locked for it: {@link Budgeted}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BudgetedCheck implements RecordingCheck {
    private final Map<String, String> environment;
    private final LockReader locks = new LockReader();

    /** Made by the service loader. */
    public BudgetedCheck() {
        this(System.getenv());
    }

    BudgetedCheck(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "budgeted";
    }

    @Override
    public Needs needs(CheckedTest test) {
        BudgetSettings settings = settings(test::configuration);
        Optional<BudgetPlan> plan = BudgetPlan.of(test.elements(), settings, test::configuration);
        Set<String> counted = new HashSet<>();
        Set<String> watched = new HashSet<>();
        if (plan.isPresent() && settings.mode() != BudgetMode.OFF) {
            for (Metric metric : plan.get().metrics()) {
                counted.addAll(metric.counted());
                watched.addAll(metric.watched());
            }
        }
        return new Needs(counted, watched);
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        BudgetSettings settings = settings(context::configuration);
        Optional<BudgetPlan> plan = BudgetPlan.of(context.elements(), settings, context::configuration);
        if (plan.isEmpty() || settings.mode() == BudgetMode.OFF) return;
        Map<String, Locked> locked = locks.read(settings.file()).of(settings.profile(), context.testKey());
        context.inquire(BudgetInquiry.of(plan.get(), settings, locked, recording, context));
    }

    private BudgetSettings settings(Function<String, Optional<String>> configuration) {
        try {
            return BudgetSettings.of(configuration, environment, BudgetSettings.moduleOfThisJvm());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
