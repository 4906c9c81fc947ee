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
 * Fails a traced test that passes but executes a program, itself or in a process it starts.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-exec}.
 *
 * <pre>{@code
 * @Test @NoExec void passes() throws IOException { Files.readString(path); }
 * @Test @NoExec void fails() throws IOException { new ProcessBuilder("true").start(); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoExec {

    /** What is allowed all the same: globs of programs, by path or by file name, as in {@link NoFdLeak#except()}. The JDK starts its programs
     * with {@code jspawnhelper}, which does not count. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
