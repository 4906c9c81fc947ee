package dev.ringfence.jupiter;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** A test and how it was configured, as far as it is known before it runs. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CheckedTest {

    /** Returns the test method, if any, then its class and the classes that enclose it. */
    List<AnnotatedElement> elements();

    /** Returns a configuration parameter of JUnit, or a system property. */
    Optional<String> configuration(String key);
}
