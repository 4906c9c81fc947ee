package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
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
     * Judges the recording of a test whose body has passed.
     *
     * @throws SuspicionError for growth that more runs have to confirm
     * @throws AssertionError for a broken expectation
     */
    void check(Recording recording, CheckContext context);
}
