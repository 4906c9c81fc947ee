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
 * Fails a traced test that passes but had more descriptors open at once than this. Descriptors that it did not open
 * itself (those that were there before, class loading, the virtual machine's) do not
 * count. On a class it holds for each test by itself, also in nested classes; an annotation on the method is used in
 * its place. May stand on other annotations. Needs {@link dev.ringfence.Traced}, and fails without; tests of one forked JVM
 * never run in parallel.
 *
 * <pre>{@code
 * @Test @FdBudget(peak = 1) void passes() { readOneByOne(files); }
 * @Test @FdBudget(peak = 1) void fails() { openAllThenRead(files); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2), RLIMIT_NOFILE</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface FdBudget {

    /** The largest number of descriptors that may be open at once, zero or more. */
    int peak();
}
