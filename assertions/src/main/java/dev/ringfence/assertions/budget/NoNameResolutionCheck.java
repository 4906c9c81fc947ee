package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoNameResolution;
import dev.ringfence.assertions.rule.NetworkRules;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.jupiter.Needs;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoNameResolution}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoNameResolutionCheck extends RuleCheck<NoNameResolution> {

    /** Made by the service loader. */
    public NoNameResolutionCheck() {
        super("no-name-resolution", NoNameResolution.class);
    }

    @Override
    Form<NoNameResolution> form() {
        return Form.of(NoNameResolution.class, NoNameResolution::except, NoNameResolution::because);
    }

    @Override
    Rule rule(List<String> values) {
        return NetworkRules.resolvesNoNames();
    }

    @Override
    Needs needs(Rule rule) {
        return Sending.with(rule);
    }
}
