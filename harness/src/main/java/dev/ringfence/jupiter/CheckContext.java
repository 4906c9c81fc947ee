package dev.ringfence.jupiter;

import java.util.Map;
import org.apiguardian.api.API;

/** The test that is judged. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CheckContext extends CheckedTest {

    /** Returns the test class. */
    Class<?> testClass();

    /** Returns the simple name of the test for a message, such as {@code uploads()} or {@code uploads(String)[2]}. */
    String testName();

    /** Returns what selects this test alone: {@code UploadServiceIT#uploads}. */
    String selector();

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
