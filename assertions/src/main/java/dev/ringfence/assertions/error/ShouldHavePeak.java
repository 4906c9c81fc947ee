package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.OpenAtOnce;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** Too many descriptors were open at once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldHavePeak {
    private ShouldHavePeak() {}

    /**
     * Returns the message, with the sites that opened what was open at the peak, those that opened most first.
     *
     * @param recording the recording
     * @param most how many were allowed
     * @param allowing how to allow so many
     * @param selector what selects the test alone, if it is known
     */
    public static ErrorMessageFactory shouldHavePeakAtMost(
            Recording recording, int most, String allowing, Optional<String> selector) {
        List<String> lines = new ArrayList<>();
        String was = recording.peakDescriptors() == 1 ? " was:" : " were:";
        lines.add("Expecting at most " + Layout.counted(most, "descriptor") + " to be open at once in "
                + recording.name() + ", but " + recording.peakDescriptors() + was);
        lines.add("");
        lines.addAll(evidence(recording));
        lines.add("");
        lines.add(Layout.labelled("allow it", allowing));
        selector.map(Layout::reproducing).ifPresent(lines::add);
        return new TextMessage(String.join("\n", lines));
    }

    private static List<String> evidence(Recording recording) {
        OpenAtOnce peak = OpenAtOnce.peakOf(recording);
        List<String> rows = sites(peak);
        List<String> lines = new ArrayList<>();
        lines.add("  at " + Times.of(peak.atNanos() - recording.startNanos()) + ":");
        rows.stream().limit(Layout.EVIDENCE).forEach(lines::add);
        if (rows.size() > Layout.EVIDENCE)
            lines.add("  ... and " + Layout.counted(rows.size() - Layout.EVIDENCE, "more site"));
        return lines;
    }

    /** Returns how many descriptors each site had opened, those that opened most first. */
    static List<String> sites(OpenAtOnce peak) {
        List<Map.Entry<Site, Integer>> sites = new ArrayList<>(peak.bySite().entrySet());
        sites.sort(Map.Entry.<Site, Integer>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().label(), Comparator.naturalOrder()));
        List<List<String>> rows = sites.stream()
                .map(entry -> List.of(entry.getValue() + " from", entry.getKey().label()))
                .toList();
        return Layout.aligned(rows, "  ").stream().map(row -> "  " + row).toList();
    }
}
