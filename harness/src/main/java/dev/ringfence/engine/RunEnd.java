package dev.ringfence.engine;

import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.BudgetLock;
import dev.ringfence.budget.BudgetMode;
import dev.ringfence.budget.BudgetRun;
import dev.ringfence.budget.BudgetSettings;
import dev.ringfence.budget.BudgetTrend;
import dev.ringfence.budget.LockStore;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.report.MarkdownSummary;
import dev.ringfence.report.ReportDirectory;
import dev.ringfence.report.StepSummary;
import dev.ringfence.results.BudgetStanding;
import dev.ringfence.results.BuildId;
import dev.ringfence.results.ResultsFile;
import dev.ringfence.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;

/** What is done when the last test of an execution has ended: budgets are kept, results and a summary are written. */
final class RunEnd {
    private static final String SUMMARY = "summary.md";
    private static final String FURTHER_SUMMARY = "ringfence.summary.file";
    private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

    private final RunLog log;
    private final WholeClasses whole;
    private final BudgetSettings budgets;
    private final Function<String, Optional<String>> configuration;
    private final Map<String, String> environment;

    RunEnd(
            RunLog log,
            WholeClasses whole,
            BudgetSettings budgets,
            Function<String, Optional<String>> configuration,
            Map<String, String> environment) {
        this.log = log;
        this.whole = whole;
        this.budgets = budgets;
        this.configuration = configuration;
        this.environment = Map.copyOf(environment);
    }

    /** Loads what it takes, which is much the first time, in the background: while a worker starts, nothing is done here. */
    static void loadInBackground() {
        Thread thread = new Thread(RunEnd::load, "ringfence-loader");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        RunResults nothing = RunResults.of(BuildId.ofThisJvm(), null, List.of());
        ResultsFile.load(nothing);
        MarkdownSummary.elsewhere("", nothing, BudgetSettings.moduleOfThisJvm());
    }

    /**
     * Does it, and says on standard output how budgets stand.
     *
     * @return what keeps budgets from being kept, if anything does
     */
    Optional<HarnessException> run() {
        BudgetTrend trend = null;
        HarnessException fault = null;
        try {
            trend = keepBudgets().orElse(null);
        } catch (IOException | KernelTextException e) {
            fault = new HarnessException("the budgets in " + shown(budgets.file()) + " cannot be kept: " + e, e);
        }
        writeResults(
                RunResults.of(BuildId.ofThisJvm(), trend == null ? null : BudgetStanding.of(trend), log.results()));
        if (trend != null) say(trend);
        return Optional.ofNullable(fault);
    }

    // --- Budgets ---

    private Optional<BudgetTrend> keepBudgets() throws IOException {
        LockStore store = new LockStore(budgets.file());
        SortedMap<String, SortedMap<String, BudgetFinding>> tests = findings();
        if (budgets.mode() == BudgetMode.OFF || (tests.isEmpty() && !Files.exists(store.file()))) {
            return Optional.empty();
        }
        BudgetLock before = store.read();
        BudgetRun run = BudgetRun.of(budgets.mode(), budgets.profile(), tests, before, whole::isWhole, RunEnd::isGone);
        BudgetLock after = store.apply(run.change());
        boolean concerned = !tests.isEmpty() || !run.obsolete().isEmpty();
        return concerned ? Optional.of(new BudgetTrend(run, after, shown(store.file()))) : Optional.empty();
    }

    private SortedMap<String, SortedMap<String, BudgetFinding>> findings() {
        SortedMap<String, SortedMap<String, BudgetFinding>> tests = new TreeMap<>();
        log.results()
                .forEach(result -> result.findings()
                        .map(TestFindings::budgets)
                        .filter(found -> !found.isEmpty())
                        .ifPresent(found -> tests.put(result.test(), found)));
        return tests;
    }

    private static boolean isGone(String className) {
        return ReflectionSupport.tryToLoadClass(className).toOptional().isEmpty();
    }

    private void say(BudgetTrend trend) {
        trend.lines().forEach(StandardStreams::say);
        Path proposal = new LockStore(budgets.file()).proposal();
        if (Files.exists(proposal)) StandardStreams.say("budgets: what was found is proposed in " + shown(proposal));
    }

    private static String shown(Path file) {
        Path module = BudgetSettings.moduleOfThisJvm();
        return (file.startsWith(module) ? module.relativize(file) : file).toString();
    }

    // --- Results ---

    private void writeResults(RunResults results) {
        Path module = BudgetSettings.moduleOfThisJvm();
        String title = "Ringfence · " + module.getFileName();
        Path directory = ReportDirectory.of(configuration).orElse(null);
        try {
            if (directory != null) {
                ResultsFile.add(directory, results, SUMMARY, all -> MarkdownSummary.inDirectory(title, all, directory));
            }
            Path further = furtherSummary();
            if (further != null) {
                int omitted = StepSummary.append(
                        further, MarkdownSummary.elsewhere(title, results, module), whole(directory));
                if (omitted > 0) StandardStreams.warn(omitted + " parts of the summary do not fit into " + further);
            }
        } catch (IOException e) {
            StandardStreams.warn("the results of the tests cannot be written: " + e);
        }
    }

    private static String whole(@Nullable Path directory) {
        return directory == null
                ? "no file, because there is no directory for reports"
                : directory.resolve(SUMMARY).toString();
    }

    private @Nullable Path furtherSummary() {
        Optional<String> configured = configuration.apply(FURTHER_SUMMARY);
        String file = configured.isPresent() ? configured.get() : environment.getOrDefault(STEP_SUMMARY, "");
        return file.isBlank() ? null : Path.of(file);
    }
}
