package dev.ringfence.assertions;

import dev.ringfence.jupiter.NeedsTracing;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Fails a traced test that passes but was kept longer than this by one call of those that should be quick. A call that has not
 * returned when the test ends is judged by the time up to there.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-slow-call=500}.
 *
 * <pre>{@code
 * @Test @NoSlowCall(atMostMillis = 500) void passes() throws IOException { Files.readString(path); }
 * @Test @NoSlowCall(atMostMillis = 500) void fails() throws IOException { Files.readString(pathOnABrokenServer); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoSlowCall {

    /** The longest time that one call may take, in milliseconds, zero or more. What tracing adds counts. */
    long atMostMillis();

    /**
     * Which calls, in the language of {@link dev.ringfence.Traced#observe()}; at least one. Those that wait for somebody else,
     * such as {@code reads} and {@code accepts}, are not among the default.
     */
    String[] calls() default {"opens", "renames", "unlinks", "links", "mkdirs", "truncates", "fsyncs", "connects"};
}
