package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoNetwork;
import dev.ringfence.assertions.rule.NetworkRules;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.jupiter.Needs;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoNetwork}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoNetworkCheck extends RuleCheck<NoNetwork> {

    /** Made by the service loader. */
    public NoNetworkCheck() {
        super("no-network", NoNetwork.class);
    }

    @Override
    Form<NoNetwork> form() {
        return Form.of(NoNetwork.class, NoNetwork::except, NoNetwork::because);
    }

    @Override
    Rule rule(List<String> values) {
        return NetworkRules.isNotTouched();
    }

    @Override
    Needs needs(Rule rule) {
        return Sending.with(rule);
    }
}
