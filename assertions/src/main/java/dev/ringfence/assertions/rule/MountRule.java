package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.delta.ProcessDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What is mounted in the namespace of a window's process. Other programs mount in it, too, and {@code /proc} does not say who
 * did, so that a change is the test's only where it made a call that mounts.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MountRule {
    private static final String PIVOT = "pivot_root";

    private MountRule() {}

    /** Returns the rule that it stays. */
    public static StateRule keepsMounts() {
        return new StateRule(
                "to keep what is mounted",
                new StateRule.Found("1 mount changed", "mounts changed"),
                "whether %s kept what is mounted",
                Set.of(SnapshotPart.MOUNTS),
                List.of((recording, states) -> StateRules.worker(
                        recording, states.opened(), states.settled(), (same, delta) -> changes(delta))),
                MountRule::excuse);
    }

    private static Optional<String> excuse(Recording recording) {
        boolean mounts = recording.counts().stream().anyMatch(MountRule::mounts);
        return mounts ? Optional.empty() : Optional.of("no process of the test was seen to make a call that mounts");
    }

    private static boolean mounts(CallCount count) {
        boolean isCall = Families.mounts().members().contains(count.name())
                || count.name().equals(PIVOT);
        return isCall && count.scope().isJudged() && count.calls() > count.failures();
    }

    /** Where it is known what was mounted, it is known at both ends. */
    private static Reading<List<StateFinding>> changes(ProcessDelta delta) {
        return delta.mounted().map(mounted -> {
            List<StateFinding> found = new ArrayList<>();
            mounted.forEach(mount -> found.add(finding("mounted", mount, "")));
            known(delta.unmounted()).forEach(mount -> found.add(finding("unmounted", mount, "")));
            found.addAll(remounted(
                    known(delta.before().mounts()), known(delta.after().mounts())));
            return found;
        });
    }

    private static List<MountPoint> known(Reading<List<MountPoint>> mounts) {
        return mounts.value().orElseThrow();
    }

    private static List<StateFinding> remounted(List<MountPoint> before, List<MountPoint> after) {
        List<StateFinding> found = new ArrayList<>();
        for (MountPoint was : before) {
            after.stream()
                    .filter(is -> is.id() == was.id() && !place(is).equals(place(was)))
                    .forEach(is -> found.add(finding("remounted", is, ", before: " + place(was))));
        }
        return found;
    }

    /** Options of the file system are left out: some change by themselves. */
    private static String place(MountPoint mount) {
        return mount.path() + " " + String.join(",", mount.options());
    }

    private static StateFinding finding(String verb, MountPoint mount, String before) {
        return new StateFinding(
                verb + " " + place(mount) + ", " + mount.type() + " of " + mount.source() + before,
                List.of(mount.path(), mount.source()));
    }
}
