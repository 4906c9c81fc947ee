package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoExec;
import dev.ringfence.assertions.rule.ProcessRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoExec}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoExecCheck extends RuleCheck<NoExec> {

    /** Made by the service loader. */
    public NoExecCheck() {
        super("no-exec", NoExec.class);
    }

    @Override
    Form<NoExec> form() {
        return Form.of(NoExec.class, NoExec::except, NoExec::because);
    }

    @Override
    Rule rule(List<String> values) {
        return ProcessRules.executesNothing();
    }
}
