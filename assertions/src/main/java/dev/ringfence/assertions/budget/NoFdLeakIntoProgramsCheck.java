package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoFdLeakIntoPrograms;
import dev.ringfence.assertions.rule.ProcessRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoFdLeakIntoPrograms}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoFdLeakIntoProgramsCheck extends RuleCheck<NoFdLeakIntoPrograms> {

    /** Made by the service loader. */
    public NoFdLeakIntoProgramsCheck() {
        super("no-fd-leak-into-programs", NoFdLeakIntoPrograms.class);
    }

    @Override
    Form<NoFdLeakIntoPrograms> form() {
        return Form.of(NoFdLeakIntoPrograms.class, NoFdLeakIntoPrograms::except, NoFdLeakIntoPrograms::because);
    }

    @Override
    Rule rule(List<String> values) {
        return ProcessRules.leaksNoDescriptorIntoPrograms();
    }
}
