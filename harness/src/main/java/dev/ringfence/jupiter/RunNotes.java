package dev.ringfence.jupiter;

import dev.ringfence.budget.TestFindings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * What the extension leaves for the worker about one run of a test, beside the result that JUnit reports: numbers, and
 * questions that may take more runs.
 *
 * @param findings what is known by now
 * @param inquiries the questions
 * @param evidence for the report of a failure that an answer brings
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RunNotes(TestFindings findings, List<Inquiry> inquiries, Evidence evidence) {
    /** Of a run that cannot fail any more. */
    public static final Evidence NO_EVIDENCE = new Evidence() {
        @Override
        public Optional<Path> write(Throwable finalFailure) {
            return Optional.empty();
        }

        @Override
        public void discard() {}
    };

    private static final Map<String, RunNotes> LEFT = new ConcurrentHashMap<>();

    public RunNotes {
        Objects.requireNonNull(findings, "findings");
        inquiries = List.copyOf(inquiries);
        Objects.requireNonNull(evidence, "evidence");
    }

    /** What was recorded in the run that is reported, for the report of a failure. */
    public interface Evidence {
        /** Writes the report and returns its page, or empty where none is wanted. */
        Optional<Path> write(Throwable finalFailure) throws IOException;

        /** Lets go of it: there is no failure. */
        void discard() throws IOException;
    }

    /** Leaves them. */
    void leave(String uniqueId) {
        LEFT.put(uniqueId, this);
    }

    /** Takes what was left about the last run of a test, if it was traced. */
    public static Optional<RunNotes> take(String uniqueId) {
        return Optional.ofNullable(LEFT.remove(uniqueId));
    }
}
