package dev.ringfence.results;

import dev.ringfence.budget.TestFindings;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What came of one test, or of a container that failed or was skipped as a whole.
 *
 * @param test class, method and invocation
 * @param name its display name
 * @param verdict what became of it
 * @param message of the failure, or why it was aborted or skipped; null where it passed
 * @param entries its report entries
 * @param found what was found out about it, or null where nothing was
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TestResult(
        String test,
        String name,
        Verdict verdict,
        @Nullable String message,
        SortedMap<String, String> entries,
        @Nullable TestFindings found) {
    public TestResult {
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verdict, "verdict");
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Returns the message of its failure, or why it was aborted or skipped. */
    public Optional<String> reason() {
        return Optional.ofNullable(message);
    }

    /** Returns what was found out about it, if it ran traced to its end. */
    public Optional<TestFindings> findings() {
        return Optional.ofNullable(found);
    }
}
