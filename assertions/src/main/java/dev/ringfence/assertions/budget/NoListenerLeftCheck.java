package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoListenerLeft;
import dev.ringfence.assertions.rule.SocketRules;
import org.apiguardian.api.API;

/** Judges {@link NoListenerLeft}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoListenerLeftCheck extends StateRuleCheck<NoListenerLeft> {

    /** Made by the service loader. */
    public NoListenerLeftCheck() {
        super(
                "no-listener-left",
                Form.of(NoListenerLeft.class, NoListenerLeft::except, NoListenerLeft::because),
                SocketRules.leavesNoListener());
    }
}
