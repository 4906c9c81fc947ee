package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.WritesOnlyUnder;
import dev.ringfence.assertions.evidence.Directories;
import dev.ringfence.assertions.rule.FileRules;
import dev.ringfence.assertions.rule.Rule;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link WritesOnlyUnder}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WritesOnlyUnderCheck extends RuleCheck<WritesOnlyUnder> {

    /** Made by the service loader. */
    public WritesOnlyUnderCheck() {
        super("writes-only-under", WritesOnlyUnder.class);
    }

    @Override
    Form<WritesOnlyUnder> form() {
        return Form.of(WritesOnlyUnder.class, WritesOnlyUnder::except, WritesOnlyUnder::because)
                .allowing(WritesOnlyUnder::value);
    }

    @Override
    Rule rule(List<String> values) {
        return FileRules.writesOnlyUnder(Directories.of(values));
    }
}
