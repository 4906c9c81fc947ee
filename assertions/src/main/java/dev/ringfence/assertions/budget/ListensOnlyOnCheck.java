package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.ListensOnlyOn;
import dev.ringfence.assertions.rule.NetworkRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link ListensOnlyOn}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ListensOnlyOnCheck extends RuleCheck<ListensOnlyOn> {

    /** Made by the service loader. */
    public ListensOnlyOnCheck() {
        super("listens-only-on", ListensOnlyOn.class);
    }

    @Override
    Form<ListensOnlyOn> form() {
        return Form.of(ListensOnlyOn.class, ListensOnlyOn::except, ListensOnlyOn::because)
                .allowing(ListensOnlyOn::value);
    }

    @Override
    Rule rule(List<String> values) {
        return NetworkRules.listensOnlyOn(Peers.of(values));
    }
}
