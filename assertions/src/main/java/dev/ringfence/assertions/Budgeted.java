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
 * Fails a traced test that passes but costs more than is locked for it in the file {@code src/test/ringfence.budgets}, which is
 * committed with the tests. What is not locked yet is measured and locked, or, where the environment variable {@code CI} is
 * set, fails. On a class it holds for each test by itself, also in nested classes; an annotation on the method is used in its
 * place. May stand on other annotations. Needs {@link dev.ringfence.Traced}, and fails without; tests of one forked JVM never
 * run in parallel.
 *
 * <p>Only what the test itself does counts, not the virtual machine and class loading. A run within the budget is enough; a
 * test that is above it is run again, and fails if every run is. Limits that shall not move with the program are for {@link
 * SyscallBudget} and {@link FdBudget}.
 *
 * <pre>{@code
 * @Test @Budgeted void passes() { Files.readString(path); }          // 1 is locked for opens
 * @Test @Budgeted void fails() { read(path); readOnceMore(path); }   // 1 is locked for opens
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Budgeted {

    /**
     * What is counted: families of calls ({@code opens}, {@code reads}), {@code peak-descriptors}, {@code processes}, {@code
     * bytes-read}, {@code bytes-written}. What they need is observed. None for those of the configuration parameter {@code
     * ringfence.budgets.metrics}, or {@code opens}, {@code renames}, {@code unlinks}, {@code fsyncs}, {@code connects}, {@code
     * processes} and {@code peak-descriptors}.
     */
    String[] metrics() default {};

    /**
     * How far metrics may be above what is locked, and their rounds apart, where that is not what the configuration parameter
     * {@code ringfence.budgets.tolerance} says. By default calls may be 5 %, descriptors 10 %, bytes 5 % or 256 above, and
     * processes not at all; a part of a small number is zero.
     */
    MetricTolerance[] tolerances() default {};

    /** How often a test is run again before its runs are measured; the run that is reported comes before. */
    int warmUps() default 2;

    /**
     * How many runs are measured. Their median is locked, unless they are further apart than is tolerated. 0 measures the run
     * that is reported, and no other: for a test that cannot be run twice.
     */
    int rounds() default 5;
}
