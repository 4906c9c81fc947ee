package dev.ringfence.assertions.error;

import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** What the assertion needs was not observed, or is missing from the recording. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldBeKnown {
    private ShouldBeKnown() {}

    /**
     * Returns the message for calls that were not observed.
     *
     * @param recording the recording
     * @param families the families that the assertion counts; at least one is not observed in full
     */
    public static ErrorMessageFactory shouldHaveObserved(Recording recording, List<Family> families) {
        Set<String> missing = new TreeSet<>();
        List<String> settings = new ArrayList<>();
        for (Family family : families) {
            if (recording.observes(family)) continue;
            missing.addAll(family.members());
            settings.add(family.name());
        }
        missing.removeAll(recording.observed());
        boolean one = missing.size() == 1;
        return new TextMessage("cannot tell: " + String.join(", ", missing) + (one ? " was" : " were")
                + " not observed in " + recording.name() + "; observe " + (one ? "it" : "them")
                + " with @Traced(observe = " + GlobSuggestion.asMember(settings) + ")");
    }

    /**
     * Returns the message for a recording that is not complete.
     *
     * @param recording the recording
     * @param subject what cannot be told, such as {@code whether uploads() leaks descriptors}
     * @param gaps what is missing, at least one
     */
    public static ErrorMessageFactory shouldBeComplete(Recording recording, String subject, List<Gap> gaps) {
        List<String> lines = new ArrayList<>();
        lines.add("cannot tell " + subject + ": the recording of " + recording.name() + " has "
                + Layout.counted(gaps.size(), "gap") + ":");
        lines.add("");
        gaps.stream().limit(Layout.EVIDENCE).forEach(gap -> lines.add("  " + gap.text()));
        if (gaps.size() > Layout.EVIDENCE) lines.add("  ... and " + (gaps.size() - Layout.EVIDENCE) + " more");
        return new TextMessage(String.join("\n", lines));
    }
}
