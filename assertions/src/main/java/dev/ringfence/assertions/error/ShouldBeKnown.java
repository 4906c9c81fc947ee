package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Doubt;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
     * @param needed what the assertion needs; at least one is not observed
     */
    public static ErrorMessageFactory shouldHaveObserved(Recording recording, Observing needed) {
        Set<String> missing = needed.missingIn(recording);
        boolean one = missing.size() == 1;
        return new TextMessage("cannot tell: " + listed(missing) + (one ? " was" : " were") + " not observed in "
                + recording.name() + "; observe " + (one ? "it" : "them") + " with "
                + observing(needed.settingsFor(recording)));
    }

    private static String listed(Set<String> names) {
        String first = names.stream().limit(Layout.EVIDENCE).collect(Collectors.joining(", "));
        int more = names.size() - Layout.EVIDENCE;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String observing(List<String> settings) {
        return "@Traced(observe = " + GlobSuggestion.asMember(settings) + ")";
    }

    /**
     * Returns the message for events of which it is not known whether they matter.
     *
     * @param recording the recording
     * @param subject what cannot be told
     * @param doubts the first of them, at least one
     * @param count how many there are
     * @param settings what would watch the exits of these calls
     */
    public static ErrorMessageFactory shouldKnow(
            Recording recording, String subject, List<Doubt> doubts, long count, List<String> settings) {
        List<String> lines = new ArrayList<>();
        lines.add("cannot tell " + subject + ": of " + Layout.counted(count, "event") + " it is not known whether "
                + (count == 1 ? "it matters:" : "they matter:"));
        lines.add("");
        lines.addAll(CallLines.ofDoubts(recording, doubts, count));
        if (doubts.stream().anyMatch(Doubt::needsExit)) {
            lines.add("");
            lines.add(Layout.labelled("observe it", observing(settings)));
        }
        return new TextMessage(String.join("\n", lines));
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
