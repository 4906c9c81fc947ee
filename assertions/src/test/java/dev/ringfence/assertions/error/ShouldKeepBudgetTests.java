package dev.ringfence.assertions.error;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.evidence.BudgetOccasion;
import dev.ringfence.assertions.evidence.MetricEvidence;
import dev.ringfence.assertions.judge.BudgetJudge;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.Metrics;
import dev.ringfence.budget.RoundValues;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Recording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShouldKeepBudgetTests {
    private static final BudgetOccasion OCCASION = new BudgetOccasion(
            "sells()",
            "ShopTests$Inner#sells",
            "src/test/ringfence.budgets",
            "src/test/ringfence.budgets.proposed",
            "linux-x86_64 jdk17");

    private static BudgetFinding exceeded(long locked, long tolerance, Long... rounds) {
        return new BudgetFinding.Exceeded(new RoundValues(List.of(rounds)), locked, tolerance, new Locked.Unfit());
    }

    private static Map<String, MetricEvidence> evidence(Recording recording, String... metrics) {
        Map<String, MetricEvidence> evidence = new HashMap<>();
        for (String metric : metrics) evidence.put(metric, MetricEvidence.of(recording, Metrics.byName(metric)));
        return evidence;
    }

    private static String message(Map<String, BudgetFinding> broken, Map<String, MetricEvidence> evidence) {
        return BudgetJudge.failure(OCCASION, 4, new TreeMap<>(broken), evidence).getMessage();
    }

    @Test
    void shows_ten_lines_of_evidence_shared_among_the_metrics() {
        RecordingBuilder builder = recording("sells()");
        for (int i = 0; i < 12; i++) builder.calls("openat", "/etc/app.conf");
        for (int i = 0; i < 3; i++) builder.calls("unlinkat", "/tmp/a");
        builder.opens(9, "/etc/app.conf").neverClosed();
        builder.opens(10, "/etc/app.conf").neverClosed();
        Recording recording = builder.build();

        assertThat(message(
                        Map.of(
                                "opens", exceeded(4, 1, 12L, 12L, 13L),
                                "unlinks", exceeded(0, 0, 3L, 3L, 3L),
                                "peak-descriptors", exceeded(1, 0, 2L, 2L, 2L),
                                "renames", new BudgetFinding.Unknown("renameat2 was not observed")),
                        evidence(recording, "opens", "unlinks", "peak-descriptors")))
                .isEqualTo("""
                        Expecting sells() to keep its budget, but 3 of 4 metrics exceed it:

                          metric            locked  tolerance  found  in its rounds
                          opens             4       1          12     12 12 13
                          peak-descriptors  1       0          2      2 2 2
                          renames           -       -          ?      renameat2 was not observed
                          unlinks           0       0          3      3 3 3

                          opens:
                            0.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            1.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            2.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            3.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            4.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            5.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            ... and 8 more

                          peak-descriptors at 1 ms:
                            2 from  com.example.UploadService.store(UploadService.java:57)

                          unlinks:
                            12.000 ms  "main" (tid 5101)  unlinkat("/tmp/a", 0) = 0
                            13.000 ms  "main" (tid 5101)  unlinkat("/tmp/a", 0) = 0
                            14.000 ms  "main" (tid 5101)  unlinkat("/tmp/a", 0) = 0

                        by call:      opens: openat 14
                        by call:      unlinks: unlinkat 3
                        budget:       src/test/ringfence.budgets [linux-x86_64 jdk17]
                        accept it:    mvn test -Dtest='ShopTests$Inner#sells' -Dringfence.budgets.mode=update
                                      on linux-x86_64 jdk17, or: mv src/test/ringfence.budgets.proposed src/test/ringfence.budgets
                        reproduce:    mvn test -Dtest='ShopTests$Inner#sells' -Dringfence.budgets.mode=check""");
    }

    @Test
    void processes_are_shown_by_their_starts() {
        Recording recording = recording("sells()")
                .startsProcess(Scope.TEST)
                .startsProcess(Scope.TEST)
                .build();

        assertThat(message(Map.of("processes", exceeded(1, 0, 2L)), evidence(recording, "processes")))
                .isEqualTo("""
                        Expecting sells() to keep its budget, but 1 of 4 metrics exceeds it:

                          metric     locked  tolerance  found  in its rounds
                          processes  1       0          2      2

                          processes:
                            0.000 ms  "main" (tid 5101)  started process 6000
                            1.000 ms  "main" (tid 5101)  started process 6000

                        budget:       src/test/ringfence.budgets [linux-x86_64 jdk17]
                        accept it:    mvn test -Dtest='ShopTests$Inner#sells' -Dringfence.budgets.mode=update
                                      on linux-x86_64 jdk17, or: mv src/test/ringfence.budgets.proposed src/test/ringfence.budgets
                        reproduce:    mvn test -Dtest='ShopTests$Inner#sells' -Dringfence.budgets.mode=check""");
    }

    @Test
    void says_what_has_no_budget() {
        assertThat(message(
                        Map.of(
                                "opens",
                                new BudgetFinding.Measured(new RoundValues(List.of(4L, 4L)), new Locked.Value(4, 0)),
                                "renames",
                                new BudgetFinding.Unknown("renameat2 was not observed")),
                        Map.of()))
                .isEqualTo("""
                        Expecting a budget of sells(), but 2 of 4 metrics have none:

                          metric   locked  tolerance  found  in its rounds
                          opens    -       -          4      4 4
                          renames  -       -          ?      renameat2 was not observed

                        budget:       src/test/ringfence.budgets [linux-x86_64 jdk17]
                        lock it:      mvn test -Dtest='ShopTests$Inner#sells' -Dringfence.budgets.mode=new
                                      on linux-x86_64 jdk17, or: mv src/test/ringfence.budgets.proposed src/test/ringfence.budgets""");
    }
}
