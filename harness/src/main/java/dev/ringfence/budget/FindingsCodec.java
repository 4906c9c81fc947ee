package dev.ringfence.budget;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelText.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Puts findings into pairs of texts, as an event of a test carries them, and takes them out again. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FindingsCodec {
    private static final String NUMBER = "number.";
    private static final String COMPLETE = "complete";
    private static final String BUDGET = "budget.";
    private static final String REPORT = "report.";
    private static final String UNFIT = "unfit";
    private static final int FIELDS_OF_LOCKED = 2;

    private FindingsCodec() {}

    // --- Encode ---

    /** Returns the pairs. */
    public static Map<String, String> encode(TestFindings findings) {
        Map<String, String> pairs = new TreeMap<>();
        findings.numbers().forEach((metric, number) -> pairs.put(NUMBER + metric, Long.toString(number)));
        pairs.put(COMPLETE, Boolean.toString(findings.complete()));
        findings.budgets().forEach((metric, finding) -> pairs.put(BUDGET + metric, encode(finding)));
        for (int i = 0; i < findings.reports().size(); i++) {
            pairs.put(REPORT + i, findings.reports().get(i));
        }
        return pairs;
    }

    private static String encode(BudgetFinding finding) {
        if (finding instanceof BudgetFinding.Kept kept) {
            return "kept " + kept.found() + " " + kept.locked() + " " + kept.tolerance();
        }
        if (finding instanceof BudgetFinding.Exceeded exceeded) {
            return "exceeded " + exceeded.locked() + " " + exceeded.tolerance() + " " + encode(exceeded.proposed())
                    + encode(exceeded.rounds());
        }
        if (finding instanceof BudgetFinding.Measured measured) {
            return "measured " + encode(measured.proposed()) + encode(measured.rounds());
        }
        if (finding instanceof BudgetFinding.NotJudged) return "not-judged";
        if (finding instanceof BudgetFinding.NotLocked) return "not-locked";
        return "unknown " + ((BudgetFinding.Unknown) finding).reason();
    }

    private static String encode(Locked locked) {
        return locked instanceof Locked.Value value ? value.median() + " " + value.spread() : UNFIT + " 0";
    }

    private static String encode(RoundValues rounds) {
        return rounds.values().stream().map(value -> " " + value).collect(Collectors.joining());
    }

    // --- Decode ---

    /**
     * Returns the findings.
     *
     * @throws dev.ringfence.kernelfs.KernelTextException if a pair is not as {@link #encode(TestFindings)} makes it
     */
    public static TestFindings decode(Map<String, String> pairs) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        SortedMap<String, BudgetFinding> budgets = new TreeMap<>();
        List<String> reports = new ArrayList<>();
        boolean complete = false;
        for (Map.Entry<String, String> pair : new TreeMap<>(pairs).entrySet()) {
            String key = pair.getKey();
            Line line = KernelText.line(key, pair.getValue());
            if (key.startsWith(NUMBER)) {
                numbers.put(key.substring(NUMBER.length()), line.decimal(line.text(), key));
            } else if (key.startsWith(BUDGET)) {
                budgets.put(key.substring(BUDGET.length()), finding(line));
            } else if (key.startsWith(REPORT)) {
                reports.add(pair.getValue());
            } else if (key.equals(COMPLETE)) {
                complete = truth(line);
            } else {
                throw line.error("key", "it is not known");
            }
        }
        return new TestFindings(numbers, complete, budgets, reports);
    }

    private static boolean truth(Line line) {
        return switch (line.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw line.error(COMPLETE, "expected true or false");
        };
    }

    private static BudgetFinding finding(Line line) {
        return switch (line.field(0, "kind")) {
            case "kept" -> new BudgetFinding.Kept(number(line, 1), number(line, 2), number(line, 3));
            case "exceeded" ->
                new BudgetFinding.Exceeded(rounds(line, 5), number(line, 1), number(line, 2), locked(line, 3));
            case "measured" -> new BudgetFinding.Measured(rounds(line, 1 + FIELDS_OF_LOCKED), locked(line, 1));
            case "not-judged" -> new BudgetFinding.NotJudged();
            case "not-locked" -> new BudgetFinding.NotLocked();
            case "unknown" -> new BudgetFinding.Unknown(line.text().substring("unknown ".length()));
            default -> throw line.error("kind", "it is not known");
        };
    }

    private static long number(Line line, int index) {
        return line.decimal(line.field(index, "number"), "number");
    }

    private static Locked locked(Line line, int index) {
        return line.field(index, "proposed").equals(UNFIT)
                ? new Locked.Unfit()
                : new Locked.Value(number(line, index), number(line, index + 1));
    }

    private static RoundValues rounds(Line line, int from) {
        List<String> fields = line.fields();
        return new RoundValues(fields.subList(Math.min(from, fields.size()), fields.size()).stream()
                .map(field -> line.decimal(field, "round"))
                .toList());
    }
}
