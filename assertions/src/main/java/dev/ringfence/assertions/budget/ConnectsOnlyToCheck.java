package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.ConnectsOnlyTo;
import dev.ringfence.assertions.rule.NetworkRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link ConnectsOnlyTo}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConnectsOnlyToCheck extends RuleCheck<ConnectsOnlyTo> {

    /** Made by the service loader. */
    public ConnectsOnlyToCheck() {
        super("connects-only-to", ConnectsOnlyTo.class);
    }

    @Override
    Form<ConnectsOnlyTo> form() {
        return Form.of(ConnectsOnlyTo.class, ConnectsOnlyTo::except, ConnectsOnlyTo::because)
                .allowing(ConnectsOnlyTo::value);
    }

    @Override
    Rule rule(List<String> values) {
        return NetworkRules.connectsOnlyTo(Peers.of(values));
    }
}
