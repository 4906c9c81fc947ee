package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.ReadsOnlyUnder;
import dev.ringfence.assertions.evidence.Directories;
import dev.ringfence.assertions.rule.FileRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link ReadsOnlyUnder}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReadsOnlyUnderCheck extends RuleCheck<ReadsOnlyUnder> {

    /** Made by the service loader. */
    public ReadsOnlyUnderCheck() {
        super("reads-only-under", ReadsOnlyUnder.class);
    }

    @Override
    Form<ReadsOnlyUnder> form() {
        return Form.of(ReadsOnlyUnder.class, ReadsOnlyUnder::except, ReadsOnlyUnder::because)
                .allowing(ReadsOnlyUnder::value);
    }

    @Override
    Rule rule(List<String> values) {
        return FileRules.readsOnlyUnder(Directories.of(values));
    }
}
