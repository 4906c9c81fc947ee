package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoCloseWaitLeft;
import dev.ringfence.assertions.rule.SocketRules;
import dev.ringfence.assertions.rule.StateRule;
import org.apiguardian.api.API;

/** Judges {@link NoCloseWaitLeft}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoCloseWaitLeftCheck extends StateRuleCheck<NoCloseWaitLeft> {

    /** Made by the service loader. */
    public NoCloseWaitLeftCheck() {
        super("no-close-wait-left", NoCloseWaitLeft.class);
    }

    @Override
    Form<NoCloseWaitLeft> form() {
        return Form.of(NoCloseWaitLeft.class, NoCloseWaitLeft::except, NoCloseWaitLeft::because);
    }

    @Override
    StateRule rule() {
        return SocketRules.leavesNoneInCloseWait();
    }
}
