package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
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
                check.check(recording, context);
            } catch (AssertionError | RuntimeException e) {
                failures.add(e);
            }
        }
        Optional<Throwable> first = failures.stream()
                .filter(f -> !(f instanceof SuspicionError))
                .findFirst()
                .or(() -> failures.stream().findFirst());
        first.ifPresent(main -> failures.stream().filter(other -> other != main).forEach(main::addSuppressed));
        return first;
    }
}
