package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Leak;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** Descriptors were left open, or left to the garbage collector. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldCloseDescriptors {
    private ShouldCloseDescriptors() {}

    /**
     * Returns the message of a leak.
     *
     * @param leaks at least one leak
     * @param occasion who asks
     * @param standing how sure it is
     */
    public static ErrorMessageFactory shouldCloseDescriptors(Leaks leaks, Occasion occasion, Standing standing) {
        return new TextMessage(heading(leaks) + "\n\n" + evidence(leaks, occasion, standing));
    }

    /** Returns the message of growth that slowed but did not end: neither a leak nor clean. */
    public static ErrorMessageFactory shouldStopGrowing(Leaks leaks, Occasion occasion, String reason) {
        String heading = "cannot tell whether " + leaks.recording().name() + " leaks descriptors: " + reason;
        return new TextMessage(heading + "\n\n" + evidence(leaks, occasion, Standing.unconfirmed()));
    }

    private static String heading(Leaks leaks) {
        String name = leaks.recording().name();
        int open = leaks.leftOpen();
        int abandoned = leaks.abandoned();
        if (open == 0) {
            return "Expecting no descriptor to be left to the garbage collector by " + name + ", but " + were(abandoned)
                    + ":";
        }
        String more = abandoned == 0 ? "" : " and " + abandoned + " more " + was(abandoned) + " abandoned";
        return "Expecting no descriptor to be left open by " + name + ", but " + were(open) + more + ":";
    }

    private static String were(int count) {
        return count + " " + was(count);
    }

    private static String was(int count) {
        return count == 1 ? "was" : "were";
    }

    private static String evidence(Leaks leaks, Occasion occasion, Standing standing) {
        List<String> lines = new ArrayList<>(new LeakLines(leaks, occasion.span()).lines());
        lines.add("");
        lines.add(numbers(leaks) + settling(leaks.recording()) + " · " + standing.text());
        standing.elsewhere(leaks.bySite().keySet())
                .forEach(site -> lines.add(Layout.labelled("also at", site.label())));
        leaks.gaps().stream().map(Gap::text).forEach(text -> lines.add(Layout.labelled("incomplete", text)));
        lines.add(Layout.labelled("allow it", allowing(leaks.leaks(), occasion)));
        occasion.selector().ifPresent(selector -> lines.add(Layout.reproducing(selector) + " -Dringfence.rounds=20"));
        return String.join("\n", lines);
    }

    private static String numbers(Leaks leaks) {
        String allowed = leaks.allowed() == 0 ? "" : ", allowed " + leaks.allowed();
        return "opens " + leaks.opens() + ", closes " + leaks.closes() + allowed;
    }

    private static String settling(Recording recording) {
        if (recording.settling().quiet()) return "";
        return " · not quiet after " + Times.of(recording.settling().waitedNanos());
    }

    private static String allowing(List<Leak> leaks, Occasion occasion) {
        List<String> globs = GlobSuggestion.of(leaks);
        return switch (occasion.allowing()) {
            case ANNOTATION -> "@NoFdLeak(except = " + GlobSuggestion.asMember(globs) + ", because = \"…\")";
            case RECORDING -> "assertThat(recording)" + calls(globs) + ".hasNoFdLeak()";
            case SO_FAR -> "assertThat(Recorder.current().soFar())" + calls(globs) + ".hasNoFdLeak()";
            case ROUNDS -> "assertNoFdLeak(rounds()" + calls(globs) + ", …)";
        };
    }

    private static String calls(List<String> globs) {
        StringBuilder calls = new StringBuilder();
        globs.forEach(glob ->
                calls.append(".allowing(").append(GlobSuggestion.literal(glob)).append(", \"…\")"));
        return calls.toString();
    }
}
