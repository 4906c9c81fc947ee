package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoChildLeft;
import dev.ringfence.assertions.rule.ProcessRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoChildLeft}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoChildLeftCheck extends RuleCheck<NoChildLeft> {

    /** Made by the service loader. */
    public NoChildLeftCheck() {
        super("no-child-left", NoChildLeft.class);
    }

    @Override
    Form<NoChildLeft> form() {
        return Form.of(NoChildLeft.class, NoChildLeft::except, NoChildLeft::because);
    }

    @Override
    Rule rule(List<String> values) {
        return ProcessRules.leavesNoChild();
    }
}
