package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.KeepsProcessState;
import dev.ringfence.assertions.rule.StateRule;
import dev.ringfence.assertions.rule.StateRules;
import org.apiguardian.api.API;

/** Judges {@link KeepsProcessState}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KeepsProcessStateCheck extends StateRuleCheck<KeepsProcessState> {

    /** Made by the service loader. */
    public KeepsProcessStateCheck() {
        super("keeps-process-state", KeepsProcessState.class);
    }

    @Override
    Form<KeepsProcessState> form() {
        return Form.of(KeepsProcessState.class, KeepsProcessState::except, KeepsProcessState::because);
    }

    @Override
    StateRule rule() {
        return StateRules.keepsState();
    }
}
