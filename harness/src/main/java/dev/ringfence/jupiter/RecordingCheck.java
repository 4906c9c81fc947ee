package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A judge of recordings that annotations ask for. Implementations are found by {@link java.util.ServiceLoader}, in the
 * test JVM (for {@link #needs}) and in the worker (for {@link #check}).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RecordingCheck {

    /** Returns what {@link dev.ringfence.Verdict} and configuration call it, such as {@code no-fd-leak}; by default the name of the class. */
    default String name() {
        return getClass().getName();
    }

    /**
     * Returns whether {@code ringfence.checks} may name it. A check that says so asks {@link ConfiguredChecks#values}; by
     * default it is made where an annotation asks for it alone.
     */
    default boolean isConfigurable() {
        return false;
    }

    /**
     * Returns the kernel's names of the calls that the annotations on these elements need beside the default, to be
     * counted.
     *
     * @param elements the test method, if any, then its class and the classes that enclose it
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException for a faulty annotation
     */
    default Set<String> observes(List<AnnotatedElement> elements) {
        return Set.of();
    }

    /**
     * Returns what a test needs observed beside the default; by default {@link #observes}, to be counted.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException for a faulty annotation or setting
     */
    default Needs needs(CheckedTest test) {
        return Needs.counted(observes(test.elements()));
    }

    /**
     * Judges the recording of a test whose body has passed.
     *
     * @throws SuspicionError for growth that more runs have to confirm
     * @throws AssertionError for a broken expectation
     */
    void check(Recording recording, CheckContext context);
}
