package dev.ringfence.assertions;

import dev.ringfence.jupiter.NeedsTracing;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Fails a traced test that passes but made more calls of a family than this. Calls of the virtual machine and for class
 * loading do not count. On a class it holds for each test by itself, also in nested classes; an annotation of the same
 * family on the method is used in its place. Repeatable, for several families. May stand on other annotations. Needs
 * {@link dev.ringfence.Traced}, fails without, and has the family observed; tests of one forked JVM never run in parallel.
 *
 * <pre>{@code
 * @Test @SyscallBudget(family = "opens", atMost = 1) void passes() { Files.readString(path); }
 * @Test @SyscallBudget(family = "opens", atMost = 0) void fails() { Files.readString(path); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@Repeatable(SyscallBudgets.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface SyscallBudget {

    /** Name of a family: that of its method in {@link dev.ringfence.Families}, such as {@code opens}. */
    String family();

    /** The largest number of calls, zero or more. */
    long atMost();
}
