package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoDoubleClose;
import dev.ringfence.assertions.rule.DescriptorRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoDoubleClose}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoDoubleCloseCheck extends RuleCheck<NoDoubleClose> {

    /** Made by the service loader. */
    public NoDoubleCloseCheck() {
        super("no-double-close", NoDoubleClose.class);
    }

    @Override
    Form<NoDoubleClose> form() {
        return Form.of(NoDoubleClose.class, NoDoubleClose::except, NoDoubleClose::because);
    }

    @Override
    Rule rule(List<String> values) {
        return DescriptorRules.closesNothingTwice();
    }
}
