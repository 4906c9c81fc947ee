package dev.ringfence.assertions.judge;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Doubt;
import dev.ringfence.assertions.evidence.KernelPath;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.Step;
import dev.ringfence.assertions.evidence.Step.State;
import dev.ringfence.assertions.evidence.WritingCalls;
import dev.ringfence.assertions.rule.Replacements;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Judges whether a file was replaced so that a crash leaves either the old or the new one. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReplacementJudge {
    /** What has to be observed. */
    public static final Observing NEEDED = WritingCalls.WRITING.and(
            Observing.families(Families.fsyncs(), Families.renames(), Families.opens(), Families.closes()));

    private ReplacementJudge() {}

    /**
     * Fails unless the file was replaced durably, each time.
     *
     * @throws org.opentest4j.AssertionFailedError with the steps that are needed as expected and those that were done as
     *     actual value
     * @throws dev.ringfence.assertions.error.CannotTellError if calls were not observed, or some may be missing
     */
    public static void judge(Recording recording, String path, Asker asker) {
        Guard guard = new Guard(recording, asker.info());
        guard.observed(NEEDED);
        Replacements replacements = Replacements.of(recording, names(path));
        List<Step> steps = replacements.steps();
        boolean allDone = steps.stream().allMatch(Step::isDone);
        String subject = "whether " + recording.name() + " replaced " + CodeText.literal(path) + " durably";
        guard.complete(subject, Set.of(Concern.EVENTS, Concern.COUNTS));
        List<Doubt> doubts = replacements.doubts(allDone);
        guard.certain(subject, doubts, doubts.size(), NEEDED);
        if (!allDone)
            throw OrderJudge.failure(
                    recording, "to replace " + CodeText.literal(path) + " durably", wrong(steps), steps, asker);
    }

    /** A program may have named the directory by a link, or by where that leads. */
    private static List<String> names(String path) {
        String named = KernelPath.normal(Path.of(path).toAbsolutePath().toString());
        String directory = KernelPath.parent(named).orElse("/");
        try {
            String real = Path.of(directory).toRealPath().toString();
            return List.of(named, KernelPath.child(real, KernelPath.name(named)));
        } catch (IOException notThere) {
            return List.of(named);
        }
    }

    private static String wrong(List<Step> steps) {
        State rename = steps.get(2).state();
        if (rename == State.IN_PLACE) return "it was written in place";
        if (rename != State.DONE) return "nothing was renamed to it";
        if (!steps.get(0).isDone()) return "it was written to after the rename";
        return switch (steps.get(1).state()) {
            case MISSING -> "what was written was not forced to the device";
            case TOO_EARLY -> "what was written last was not forced to the device before the rename";
            case TOO_LATE -> "what was written was forced to the device only after the rename";
            default -> "its directory was not forced to the device after the rename";
        };
    }
}
