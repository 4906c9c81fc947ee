package dev.ringfence.budget;

import java.util.Locale;
import org.apiguardian.api.API;

/** What is done with the budgets of tests and the file that keeps them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum BudgetMode {
    /** Compares; a test without a line fails. Writes nothing but what it proposes. */
    CHECK,
    /** Compares, and locks what has no line yet. */
    NEW,
    /** Locks what is found now. Fails nothing. */
    UPDATE,
    /** Compares what has a line, and removes the lines of tests that are gone. */
    PRUNE,
    /** Neither measures nor compares. */
    OFF;

    /** Returns the name in the configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a number above what is locked fails its test. */
    public boolean compares() {
        return this == CHECK || this == NEW || this == PRUNE;
    }

    /** Returns whether a metric without a line is measured in several rounds. */
    public boolean measuresWhatIsNew() {
        return this == CHECK || this == NEW;
    }
}
