package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoListenerLeft;
import dev.ringfence.assertions.rule.SocketRules;
import dev.ringfence.assertions.rule.StateRule;
import org.apiguardian.api.API;

/** Judges {@link NoListenerLeft}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoListenerLeftCheck extends StateRuleCheck<NoListenerLeft> {

    /** Made by the service loader. */
    public NoListenerLeftCheck() {
        super("no-listener-left", NoListenerLeft.class);
    }

    @Override
    Form<NoListenerLeft> form() {
        return Form.of(NoListenerLeft.class, NoListenerLeft::except, NoListenerLeft::because);
    }

    @Override
    StateRule rule() {
        return SocketRules.leavesNoListener();
    }
}
