package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.ChangingCalls;
import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.delta.StateDelta;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Processes that have ended, and that nobody has waited for. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ZombieRule {
    private ZombieRule() {}

    /** Returns the rule that there are none. */
    public static StateRule leavesNoZombie() {
        return new StateRule(
                "to leave no zombie process",
                new StateRule.Found("1 was left", "were left"),
                "whether %s left zombie processes",
                Set.of(),
                (recording, states) -> new Reading.Value<>(new StateDelta(states.opened(), states.settled())
                        .zombies().stream()
                                .map(zombie -> finding(zombie).by(ChangingCalls.startOf(recording, zombie.pid())))
                                .toList()));
    }

    private static StateFinding finding(ProcessSnapshot zombie) {
        String name = zombie.statistics().value().map(task -> task.comm()).orElse("");
        String parent = zombie.statistics()
                .value()
                .map(task -> ", whose parent " + task.family().parent() + " has not waited for it")
                .orElse("");
        return new StateFinding("process " + zombie.pid() + " (" + name + ")" + parent, List.of(name));
    }
}
