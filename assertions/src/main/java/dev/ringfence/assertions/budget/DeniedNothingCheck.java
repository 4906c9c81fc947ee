package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.DeniedNothing;
import dev.ringfence.assertions.rule.FileRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link DeniedNothing}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DeniedNothingCheck extends RuleCheck<DeniedNothing> {

    /** Made by the service loader. */
    public DeniedNothingCheck() {
        super("denied-nothing", DeniedNothing.class);
    }

    @Override
    Form<DeniedNothing> form() {
        return Form.of(DeniedNothing.class, DeniedNothing::except, DeniedNothing::because);
    }

    @Override
    Rule rule(List<String> values) {
        return FileRules.deniedNothing();
    }
}
