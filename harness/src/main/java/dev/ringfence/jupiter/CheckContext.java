package dev.ringfence.jupiter;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** The test that is judged. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CheckContext {

    /** Returns the test method, then its class and the classes that enclose it. */
    List<AnnotatedElement> elements();

    /** Returns the test class. */
    Class<?> testClass();

    /** Returns the simple name of the test for a message, such as {@code uploads()} or {@code uploads(String)[2]}. */
    String testName();

    /** Returns what selects this test alone: {@code UploadServiceIT#uploads}. */
    String selector();

    /** Returns a configuration parameter of JUnit, or a system property. */
    Optional<String> configuration(String key);

    /** Adds a key to the report entry of this test. */
    void report(Map<String, String> entries);

    /** Returns what this test is called in files that are kept: its class, method and invocation. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    default String testKey() {
        return testClass().getName() + "#" + testName();
    }

    /**
     * Puts a question that may take more runs of this test. It is asked if the test passes.
     *
     * @throws UnsupportedOperationException where nobody can run the test again
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    default void inquire(Inquiry inquiry) {
        throw new UnsupportedOperationException("nobody can run this test again for " + inquiry.key());
    }
}
