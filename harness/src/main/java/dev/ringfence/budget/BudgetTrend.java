package dev.ringfence.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Where a project stands with its budgets, in lines for the end of a run.
 *
 * @param run what the run found out
 * @param lock what is locked after it
 * @param file the lock file, as a reader finds it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetTrend(BudgetRun run, BudgetLock lock, String file) {
    private static final int NAMED = 5;

    public BudgetTrend {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(file, "file");
    }

    /** Returns how many lines are locked. */
    public int entries() {
        return lock.section(run.profile()).size();
    }

    /** Returns how many of them are unfit. */
    public long unfit() {
        return lock.section(run.profile()).values().stream()
                .filter(Locked.Unfit.class::isInstance)
                .count();
    }

    /** Returns how many budgets could be made smaller. */
    public long improvements() {
        return run.count(finding -> finding instanceof BudgetFinding.Kept kept && kept.improved());
    }

    /** Returns the lines, of which the last ones say what can be done. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("budgets: " + counted(entries(), "entry", "entries")
                + (unfit() == 0 ? "" : ", " + unfit() + " of them unfit,") + " in " + file + " [" + run.profile()
                + "]; slack of this run's tests: " + slack());
        long measured = run.count(BudgetFinding.Measured.class::isInstance);
        if (measured > 0 && run.mode() != BudgetMode.CHECK) {
            lines.add("budgets: " + counted(measured, "entry", "entries") + " measured and locked");
        }
        lines.addAll(unfitNow());
        long unknown = run.count(BudgetFinding.Unknown.class::isInstance);
        if (unknown > 0)
            lines.add("budgets: " + unknown + " could not be told, and nothing was locked for "
                    + (unknown == 1 ? "it" : "them"));
        if (improvements() > 0) {
            lines.add("budgets: " + counted(improvements(), "entry", "entries")
                    + " can be locked in with a smaller number: mvn test -Dringfence.budgets.mode=update");
        }
        if (!run.obsolete().isEmpty()) lines.add(obsolete());
        return lines;
    }

    /** What has just been found unfit, with the numbers that say why: nobody could look for the cause without them. */
    private List<String> unfitNow() {
        List<String> lines = new ArrayList<>();
        run.tests()
                .forEach((test, findings) -> findings.forEach((metric, finding) -> {
                    if (finding instanceof BudgetFinding.Measured measured
                            && measured.proposed() instanceof Locked.Unfit) {
                        String rounds = measured.rounds().values().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
                        lines.add("budgets: " + test + " " + metric + " is unfit to gate: its rounds were " + rounds);
                    }
                }));
        int more = lines.size() - NAMED;
        if (more <= 0) return lines;
        List<String> first = new ArrayList<>(lines.subList(0, NAMED));
        first.add("budgets: " + more + " more " + (more == 1 ? "is" : "are") + " unfit to gate");
        return first;
    }

    private String slack() {
        String slack = run.slack().entrySet().stream()
                .map(unit -> unit.getKey().count(unit.getValue()))
                .collect(Collectors.joining(", "));
        return slack.isEmpty() ? "none" : slack;
    }

    private String obsolete() {
        List<String> tests =
                run.obsolete().stream().map(LockKey::test).distinct().toList();
        String named = tests.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (tests.size() > NAMED ? " and " + (tests.size() - NAMED) + " more tests" : "");
        int number = run.obsolete().size();
        return run.mode() == BudgetMode.PRUNE
                ? "budgets: " + counted(number, "obsolete entry", "obsolete entries") + " removed, of " + named
                : "budgets: " + counted(number, "entry is obsolete", "entries are obsolete") + ", of " + named
                        + "; remove with: mvn test -Dringfence.budgets.mode=prune";
    }

    private static String counted(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
