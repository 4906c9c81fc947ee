package dev.ringfence.jupiter;

import dev.ringfence.Verdict;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The judges that the class path offers, asked in the order in which it offers them. */
record Checks(List<RecordingCheck> checks) {
    Checks {
        checks = List.copyOf(checks);
    }

    /** Finds the judges once for this JVM. */
    static Checks installed() {
        return Installed.CHECKS;
    }

    private static final class Installed {
        static final Checks CHECKS = load();

        private static Checks load() {
            List<RecordingCheck> found = new ArrayList<>();
            try {
                ServiceLoader.load(RecordingCheck.class).forEach(found::add);
            } catch (ServiceConfigurationError e) {
                throw new ExtensionConfigurationException(
                        "a " + RecordingCheck.class.getName() + " cannot be loaded: " + e.getMessage(), e);
            }
            return new Checks(found);
        }
    }

    /**
     * Asks every judge. A broken expectation goes before a suspicion, which more runs would have to confirm; what the
     * others threw is suppressed in it.
     */
    Optional<Throwable> failure(Recording recording, CheckContext context) {
        List<Throwable> failures = new ArrayList<>();
        for (RecordingCheck check : checks) {
            try {
                judge(check, recording, context).ifPresent(failures::add);
            } catch (AssertionError | RuntimeException e) {
                failures.add(e);
            }
        }
        Optional<Throwable> first = failures.stream().min(Comparator.comparingInt(Checks::rank));
        first.ifPresent(main -> failures.stream().filter(other -> other != main).forEach(main::addSuppressed));
        return first;
    }

    /** Returns the suspicion of what is only a warning; what fails is thrown. */
    private static Optional<Throwable> judge(RecordingCheck check, Recording recording, CheckContext context) {
        Verdict.Level level = VerdictLevels.of(check, context);
        if (level == Verdict.Level.OFF) return Optional.empty();
        if (level == Verdict.Level.FAIL) {
            check.check(recording, context);
            return Optional.empty();
        }
        try {
            check.check(recording, context);
        } catch (SuspicionError suspicion) {
            return Optional.of(suspicion.asWarningOf(check.name()));
        } catch (AssertionError warning) {
            String text = warning.getMessage() + "\nwarning only: " + VerdictLevels.reason(check, context);
            context.report(Map.of(VerdictLevels.WARNING + check.name(), text));
        }
        return Optional.empty();
    }

    /** What is only suspected comes after what is certain, and what will be a warning at most comes last. */
    private static int rank(Throwable failure) {
        if (!(failure instanceof SuspicionError error)) return 0;
        return error.suspicion().warning().isPresent() ? 2 : 1;
    }
}
