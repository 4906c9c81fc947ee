package dev.ringfence.report;

import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.BudgetMode;
import dev.ringfence.budget.Metrics;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.budget.Unit;
import dev.ringfence.results.BudgetStanding;
import dev.ringfence.results.RunResults;
import dev.ringfence.results.TestResult;
import dev.ringfence.results.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Renders the results of a build as Markdown, in parts of which each can be shown without the others: what came of the tests,
 * what is to be done about budgets, then the failures one by one.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MarkdownSummary {
    private static final String FIRST_USE = "ringfence.first-use";
    private static final String BUDGET = "ringfence.budget.";
    private static final String OURS = "ringfence.";

    private final RunResults results;
    private final Path base;
    private final boolean links;

    private MarkdownSummary(RunResults results, Path base, boolean links) {
        this.results = results;
        this.base = base;
        this.links = links;
    }

    /**
     * Returns the summary as a file in a directory: reports are linked to.
     *
     * @param title such as {@code Ringfence · shop}
     */
    public static String inDirectory(String title, RunResults results, Path directory) {
        return String.join("\n", new MarkdownSummary(results, directory.toAbsolutePath(), true).parts(title));
    }

    /**
     * Returns the parts of the summary for a page elsewhere: the paths of reports are named.
     *
     * @param module the directory to which paths are relative
     */
    public static List<String> elsewhere(String title, RunResults results, Path module) {
        return new MarkdownSummary(results, module.toAbsolutePath(), false).parts(title);
    }

    private List<String> parts(String title) {
        List<String> parts = new ArrayList<>();
        parts.add("## " + Markdown.text(title) + "\n\n" + headline());
        failures().ifPresentAdd(parts);
        results.budgets().ifPresent(standing -> parts.add(budgets(standing)));
        entries("First use", FIRST_USE::equals).ifPresentAdd(parts);
        entries("Notes", key -> key.startsWith(OURS) && !key.startsWith(BUDGET) && !key.equals(FIRST_USE))
                .ifPresentAdd(parts);
        failed().map(this::failure).forEach(parts::add);
        return parts;
    }

    // --- Verdicts ---

    private String headline() {
        SortedMap<Verdict, Long> counts = new TreeMap<>();
        results.tests().values().forEach(test -> counts.merge(test.verdict(), 1L, Long::sum));
        int tests = results.tests().size();
        return (tests == 1 ? "1 traced test: " : tests + " traced tests: ")
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey().words())
                        .collect(Collectors.joining(", "))
                + "\n";
    }

    private Stream<TestResult> failed() {
        return results.tests().values().stream().filter(test -> test.verdict().isFailure());
    }

    private Part failures() {
        Part part = new Part("### Failures", List.of("test", "verdict", "report"));
        failed().forEach(test ->
                part.row(Markdown.code(test.test()), test.verdict().words(), reports(test)));
        return part;
    }

    private String reports(TestResult test) {
        return test.findings().map(TestFindings::reports).orElse(List.of()).stream()
                .map(this::report)
                .collect(Collectors.joining(", "));
    }

    private String report(String path) {
        Path file = Path.of(path);
        String relative = file.startsWith(base) ? base.relativize(file).toString() : path;
        if (!links) return Markdown.code(relative);
        return "[" + Markdown.text(String.valueOf(file.getFileName())) + "](<" + relative.replace(" ", "%20") + ">)";
    }

    private String failure(TestResult test) {
        return "<details><summary>" + Markdown.text(test.verdict().words() + ": " + test.test()) + "</summary>\n\n"
                + Markdown.block(test.reason().orElse("no message")) + "\n</details>\n";
    }

    // --- Budgets ---

    private String budgets(BudgetStanding standing) {
        StringBuilder text = new StringBuilder("### Budgets\n\n");
        text.append(standing.entries())
                .append(standing.entries() == 1 ? " entry" : " entries")
                .append(standing.unfit() == 0 ? "" : ", " + standing.unfit() + " of them unfit,")
                .append(" in ")
                .append(Markdown.code(standing.file()))
                .append(" for ")
                .append(Markdown.code(standing.profile()))
                .append(", mode ")
                .append(standing.mode().text())
                .append("; slack of these tests: ")
                .append(slack())
                .append('\n');
        Part findings = new Part("", List.of("", "test", "metric", "locked", "found"));
        each(
                BudgetFinding.Exceeded.class,
                (test, metric, found) -> findings.row(
                        "exceeded",
                        test,
                        metric,
                        locked(found.locked(), found.tolerance()),
                        found.rounds().median() + ""));
        String measured = standing.mode() == BudgetMode.CHECK ? "no budget" : "locked now";
        each(
                BudgetFinding.Measured.class,
                (test, metric, found) -> findings.row(
                        measured, test, metric, "", found.proposed().text()));
        each(
                BudgetFinding.Unknown.class,
                (test, metric, found) -> findings.row("cannot tell", test, metric, "", Markdown.text(found.reason())));
        each(BudgetFinding.NotJudged.class, (test, metric, found) -> findings.row("unfit", test, metric, "unfit", ""));
        each(BudgetFinding.Kept.class, (test, metric, found) -> {
            if (found.improved())
                findings.row("improved", test, metric, locked(found.locked(), found.tolerance()), found.found() + "");
        });
        text.append(findings.text());
        if (!standing.obsolete().isEmpty()) {
            text.append("\nObsolete, to be removed with `-Dringfence.budgets.mode=prune`: ")
                    .append(standing.obsolete().stream().map(Markdown::code).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String locked(long locked, long tolerance) {
        return tolerance == 0 ? Long.toString(locked) : locked + " + " + tolerance;
    }

    /** Takes a finding of a test. */
    private interface Taker<F> {
        void take(String test, String metric, F finding);
    }

    private <F extends BudgetFinding> void each(Class<F> kind, Taker<F> taker) {
        for (TestResult test : results.tests().values()) {
            test.findings().map(TestFindings::budgets).orElse(new TreeMap<>()).forEach((metric, finding) -> {
                if (kind.isInstance(finding)) taker.take(Markdown.code(test.test()), metric, kind.cast(finding));
            });
        }
    }

    private String slack() {
        SortedMap<Unit, Long> slack = new TreeMap<>();
        each(
                BudgetFinding.Kept.class,
                (test, metric, kept) -> Metrics.find(metric)
                        .filter(known -> kept.slack() > 0)
                        .ifPresent(known -> slack.merge(known.unit(), kept.slack(), Long::sum)));
        return slack.isEmpty()
                ? "none"
                : slack.entrySet().stream()
                        .map(unit -> unit.getKey().count(unit.getValue()))
                        .collect(Collectors.joining(", "));
    }

    // --- What tests reported ---

    private Part entries(String title, Predicate<String> wanted) {
        Part part = new Part("### " + title, List.of("test", "what"));
        for (TestResult test : results.tests().values()) {
            for (Map.Entry<String, String> entry : test.entries().entrySet()) {
                if (!wanted.test(entry.getKey())) continue;
                String key = entry.getKey().equals(FIRST_USE) ? "" : entry.getKey() + ": ";
                part.row(Markdown.code(test.test()), Markdown.text(key + entry.getValue()));
            }
        }
        return part;
    }

    /** A table below a title; nothing where it has no rows. */
    private static final class Part {
        private final String title;
        private final List<String> header;
        private final StringBuilder rows = new StringBuilder();

        Part(String title, List<String> header) {
            this.title = title;
            this.header = List.copyOf(header);
        }

        void row(String... cells) {
            rows.append(Markdown.row(List.of(cells)));
        }

        String text() {
            if (rows.isEmpty()) return "";
            String lines = Markdown.row(header.stream().map(cell -> "---").toList());
            return (title.isEmpty() ? "" : title + "\n") + "\n" + Markdown.row(header) + lines + rows;
        }

        void ifPresentAdd(List<String> parts) {
            if (!rows.isEmpty()) parts.add(text());
        }
    }
}
