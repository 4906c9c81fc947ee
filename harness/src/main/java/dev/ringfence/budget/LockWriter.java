package dev.ringfence.budget;

import java.util.SortedMap;
import org.apiguardian.api.API;

/**
 * Writes a lock: the same text for the same content, whatever the order in which it came about. One line for a metric of a
 * test, so that a diff shows what changed and a merge of two branches goes through where they changed other tests.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LockWriter {
    /** What the first line says before the version. */
    static final String FORMAT = "# ringfence budgets ";

    static final int VERSION = 1;

    private static final String EXPLANATION = """
            # What each test costs: the median of its rounds, and after ~ how far apart they were. What is unfit does not repeat.
            # Commit this file. It is changed by: mvn test -Dringfence.budgets.mode=update
            """;

    private LockWriter() {}

    /** Returns the text of a lock file. */
    public static String write(BudgetLock lock) {
        StringBuilder text = new StringBuilder();
        text.append(FORMAT).append(VERSION).append('\n').append(EXPLANATION);
        lock.sections().forEach((profile, lines) -> write(profile, lines, text));
        return text.toString();
    }

    private static void write(String profile, SortedMap<LockKey, Locked> lines, StringBuilder text) {
        text.append("\n[").append(profile).append("]\n");
        lines.forEach((key, locked) -> text.append(line(key, locked)).append('\n'));
    }

    /** Returns one line. */
    static String line(LockKey key, Locked locked) {
        return key.test() + " " + key.metric() + " " + locked.text();
    }
}
