package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoZombieLeft;
import dev.ringfence.assertions.rule.StateRule;
import dev.ringfence.assertions.rule.ZombieRule;
import org.apiguardian.api.API;

/** Judges {@link NoZombieLeft}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoZombieLeftCheck extends StateRuleCheck<NoZombieLeft> {

    /** Made by the service loader. */
    public NoZombieLeftCheck() {
        super("no-zombie-left", NoZombieLeft.class);
    }

    @Override
    Form<NoZombieLeft> form() {
        return Form.of(NoZombieLeft.class, NoZombieLeft::except, NoZombieLeft::because);
    }

    @Override
    StateRule rule() {
        return ZombieRule.leavesNoZombie();
    }
}
