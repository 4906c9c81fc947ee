package dev.ringfence.samples.stress;

import java.util.List;

/** Samples that pass, and that do the same each time. */
final class Samples {
    /** Those of the course have no annotation: all that is counted by default is locked. */
    static final String COURSE = "dev.ringfence.samples.course.*";

    private static final List<String> WITH_BUDGETS = List.of(
            "stress.CostsTestCase",
            "budgets.LettersTestCase",
            "budgets.TransfersTestCase",
            "course.S01RejectedUploadTests",
            "course.S02OpenDirectoryStreamTests",
            "course.S03CloseWaitTests",
            "course.S04ChildProcessTests",
            "course.S05SelectorAndPipeTests",
            "course.S08SyscallBudgetTests",
            "course.S09AbandonedTests",
            "course.S12NamedLikeTheJvmTests",
            "course.S13DurableReplaceTests",
            "course.S14ListensEverywhereTests",
            "course.S15ClosedTwiceTests",
            "course.S16HandedOnTests",
            "course.S17HouseRulesTests",
            "course.S20DeniedTests");

    private Samples() {}

    /** Returns the classes, of which each package keeps its own to itself. */
    static Class<?>[] withBudgets() {
        return WITH_BUDGETS.stream().map(Samples::named).toArray(Class<?>[]::new);
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName("dev.ringfence.samples." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no sample " + name, e);
        }
    }
}
