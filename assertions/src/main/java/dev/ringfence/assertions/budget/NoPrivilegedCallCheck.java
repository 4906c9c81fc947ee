package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoPrivilegedCall;
import dev.ringfence.assertions.rule.ProcessRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoPrivilegedCall}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoPrivilegedCallCheck extends RuleCheck<NoPrivilegedCall> {

    /** Made by the service loader. */
    public NoPrivilegedCallCheck() {
        super("no-privileged-call", NoPrivilegedCall.class);
    }

    @Override
    Form<NoPrivilegedCall> form() {
        return Form.of(NoPrivilegedCall.class, NoPrivilegedCall::except, NoPrivilegedCall::because);
    }

    @Override
    Rule rule(List<String> values) {
        return ProcessRules.makesNoPrivilegedCall();
    }
}
