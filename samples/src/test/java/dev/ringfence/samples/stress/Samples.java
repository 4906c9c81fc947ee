package dev.ringfence.samples.stress;

import java.util.List;

/** Samples that pass, and that do the same each time. */
final class Samples {
    private static final List<String> WITH_BUDGETS =
            List.of("stress.CostsTestCase", "budgets.LettersTestCase", "budgets.TransfersTestCase");

    private Samples() {}

    /** Returns the classes, of which each package keeps its own to itself. */
    static Class<?>[] withBudgets() {
        return WITH_BUDGETS.stream().map(Samples::named).toArray(Class<?>[]::new);
    }

    /** Returns a sample by its name below this module's package. */
    static Class<?> named(String name) {
        try {
            return Class.forName("dev.ringfence.samples." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no sample " + name, e);
        }
    }
}
