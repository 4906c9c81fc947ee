package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.BudgetOccasion;
import dev.ringfence.assertions.evidence.MetricEvidence;
import dev.ringfence.assertions.evidence.Times;
import dev.ringfence.budget.Amount;
import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.RoundValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** A test costs more than is locked for it, or nothing is locked for it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldKeepBudget {
    private static final List<String> HEADER = List.of("metric", "locked", "tolerance", "found", "in its rounds");
    private static final String NONE = "-";

    private ShouldKeepBudget() {}

    /**
     * Returns the message for a test that is above its budget in every run.
     *
     * @param metrics how many metrics it has
     * @param broken what was found of those that fail it
     * @param evidence what the last run shows, by metric
     */
    public static ErrorMessageFactory shouldKeepBudget(
            BudgetOccasion occasion,
            int metrics,
            SortedMap<String, BudgetFinding> broken,
            Map<String, MetricEvidence> evidence) {
        SortedMap<String, MetricEvidence> exceeded = new TreeMap<>(evidence);
        exceeded.keySet().removeIf(metric -> !(broken.get(metric) instanceof BudgetFinding.Exceeded));
        List<String> lines = new ArrayList<>();
        lines.add("Expecting " + occasion.testName() + " to keep its budget, but " + exceeded.size() + " of "
                + Layout.counted(metrics, "metric") + (exceeded.size() == 1 ? " exceeds" : " exceed") + " it:");
        lines.add("");
        lines.addAll(table(broken));
        lines.addAll(blocks(exceeded));
        lines.add("");
        exceeded.forEach((metric, shown) -> byCall(metric, exceeded.size(), shown, lines));
        lines.add(budget(occasion));
        lines.addAll(command("accept it", occasion, "update"));
        lines.add(Layout.labelled("reproduce", mvn(occasion, "check")));
        return new TextMessage(String.join("\n", lines));
    }

    /**
     * Returns the message for a test of which nothing is locked.
     *
     * @param metrics how many metrics it has
     * @param broken what was found of those that fail it
     */
    public static ErrorMessageFactory shouldHaveBudget(
            BudgetOccasion occasion, int metrics, SortedMap<String, BudgetFinding> broken) {
        List<String> lines = new ArrayList<>();
        lines.add("Expecting a budget of " + occasion.testName() + ", but " + broken.size() + " of "
                + Layout.counted(metrics, "metric") + (broken.size() == 1 ? " has" : " have") + " none:");
        lines.add("");
        lines.addAll(table(broken));
        lines.add("");
        lines.add(budget(occasion));
        lines.addAll(command("lock it", occasion, "new"));
        return new TextMessage(String.join("\n", lines));
    }

    /** Returns the message for a test of which nothing can be told. */
    public static ErrorMessageFactory shouldBeKnown(BudgetOccasion occasion, SortedMap<String, BudgetFinding> broken) {
        return new TextMessage(String.join("\n", unknown(occasion, broken)));
    }

    /** Returns the message for a test of which nothing can be told because it cannot be run again. */
    public static ErrorMessageFactory shouldRunAgain(BudgetOccasion occasion, SortedMap<String, BudgetFinding> broken) {
        List<String> lines = new ArrayList<>(unknown(occasion, broken));
        lines.add(Layout.labelled("judge it", "@Budgeted(rounds = 0) takes the first run for all"));
        return new TextMessage(String.join("\n", lines));
    }

    private static List<String> unknown(BudgetOccasion occasion, SortedMap<String, BudgetFinding> broken) {
        List<String> lines = new ArrayList<>();
        lines.add("cannot tell whether " + occasion.testName() + " keeps its budget:");
        lines.add("");
        List<List<String>> rows = broken.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), ((BudgetFinding.Unknown) entry.getValue()).reason()))
                .toList();
        Layout.aligned(rows, "  ").forEach(row -> lines.add("  " + row));
        lines.add("");
        lines.add(budget(occasion));
        return lines;
    }

    // --- The table ---

    private static List<String> table(SortedMap<String, BudgetFinding> broken) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        broken.forEach((metric, finding) -> rows.add(row(metric, finding)));
        return Layout.aligned(rows, "  ", "  ", "  ", "  ").stream()
                .map(row -> "  " + row)
                .toList();
    }

    private static List<String> row(String metric, BudgetFinding finding) {
        if (finding instanceof BudgetFinding.Exceeded exceeded) {
            return List.of(
                    metric,
                    Long.toString(exceeded.locked()),
                    Long.toString(exceeded.tolerance()),
                    Long.toString(exceeded.rounds().median()),
                    rounds(exceeded.rounds()));
        }
        if (finding instanceof BudgetFinding.Measured measured) {
            return List.of(metric, NONE, NONE, Long.toString(measured.rounds().median()), rounds(measured.rounds()));
        }
        return List.of(metric, NONE, NONE, "?", ((BudgetFinding.Unknown) finding).reason());
    }

    private static String rounds(RoundValues rounds) {
        return rounds.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    // --- The evidence ---

    private static List<String> blocks(SortedMap<String, MetricEvidence> exceeded) {
        List<String> lines = new ArrayList<>();
        int[] shown = Layout.share(
                exceeded.values().stream().map(each -> rows(each).size()).toList());
        int next = 0;
        for (Map.Entry<String, MetricEvidence> each : exceeded.entrySet()) {
            lines.addAll(block(each.getKey(), each.getValue(), shown[next]));
            next++;
        }
        return lines;
    }

    private static List<String> block(String metric, MetricEvidence evidence, int shown) {
        List<String> rows = rows(evidence);
        List<String> lines = new ArrayList<>();
        if (shown == 0) return lines;
        lines.add("");
        lines.add("  " + metric
                + evidence.peak()
                        .map(peak -> " at " + Times.of(peak.atNanos() - evidence.startNanos()))
                        .orElse("") + ":");
        rows.stream().limit(shown).forEach(row -> lines.add("  " + row));
        long more = evidence.peak().isPresent() ? rows.size() - shown : known(evidence) - shown;
        if (more > 0) lines.add("    ... and " + more + " more");
        return lines;
    }

    private static List<String> rows(MetricEvidence evidence) {
        return evidence.peak()
                .map(ShouldHavePeak::sites)
                .orElseGet(() -> CallLines.of(evidence.startNanos(), evidence.events()));
    }

    private static long known(MetricEvidence evidence) {
        return evidence.amount() instanceof Amount.Known known ? known.value() : 0;
    }

    private static void byCall(String metric, int metrics, MetricEvidence evidence, List<String> lines) {
        if (!(evidence.amount() instanceof Amount.Known known) || known.byCall().isEmpty()) return;
        String calls = known.byCall().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        lines.add(Layout.labelled("by call", metrics == 1 ? calls : metric + ": " + calls));
    }

    // --- What to do ---

    private static String budget(BudgetOccasion occasion) {
        return Layout.labelled("budget", occasion.file() + " [" + occasion.profile() + "]");
    }

    private static List<String> command(String label, BudgetOccasion occasion, String mode) {
        return List.of(
                Layout.labelled(label, mvn(occasion, mode)),
                Layout.pad("", Layout.LABEL_WIDTH) + "on " + occasion.profile() + ", or: mv " + occasion.proposal()
                        + " " + occasion.file());
    }

    private static String mvn(BudgetOccasion occasion, String mode) {
        return "mvn test -Dtest=" + Layout.quoted(occasion.selector()) + " -Dringfence.budgets.mode=" + mode;
    }
}
