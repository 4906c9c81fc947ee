package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoTemporaryFilesLeft;
import dev.ringfence.assertions.rule.FileRules;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.assertions.rule.TemporaryDirectories;
import java.util.List;
import org.apiguardian.api.API;

/** Judges {@link NoTemporaryFilesLeft}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoTemporaryFilesLeftCheck extends RuleCheck<NoTemporaryFilesLeft> {

    /** Made by the service loader. */
    public NoTemporaryFilesLeftCheck() {
        super("no-temporary-files-left", NoTemporaryFilesLeft.class);
    }

    @Override
    Form<NoTemporaryFilesLeft> form() {
        return Form.of(NoTemporaryFilesLeft.class, NoTemporaryFilesLeft::except, NoTemporaryFilesLeft::because);
    }

    @Override
    Rule rule(List<String> values) {
        return FileRules.leavesNothingUnder(TemporaryDirectories.of(), true);
    }
}
