package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A judge of recordings that annotations ask for. Implementations are found by {@link java.util.ServiceLoader}, in the
 * test JVM (for {@link #observes}) and in the worker (for {@link #check}).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RecordingCheck {

    /**
     * Returns the kernel's names of the calls that the annotations on these elements need beside the default.
     *
     * @param elements the test method, if any, then its class and the classes that enclose it
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException for a faulty annotation
     */
    Set<String> observes(List<AnnotatedElement> elements);

    /**
     * Returns the calls that the annotations on these elements and the configuration need beside the default; without another
     * implementation what {@link #observes} returns.
     *
     * @param elements the test method, if any, then its class and the classes that enclose it
     * @param configuration a configuration parameter of JUnit, or a system property
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException for a faulty annotation or parameter
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    default Needs needs(List<AnnotatedElement> elements, Function<String, Optional<String>> configuration) {
        return new Needs(observes(elements), Set.of());
    }

    /**
     * The calls that a check needs observed, by the kernel's names.
     *
     * @param counted those of which it is enough to know how many there are
     * @param watched those whose results are needed
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    record Needs(Set<String> counted, Set<String> watched) {
        public Needs {
            counted = Set.copyOf(counted);
            watched = Set.copyOf(watched);
        }
    }

    /**
     * Judges the recording of a test whose body has passed.
     *
     * @throws SuspicionError for growth that more runs have to confirm
     * @throws AssertionError for a broken expectation
     */
    void check(Recording recording, CheckContext context);
}
