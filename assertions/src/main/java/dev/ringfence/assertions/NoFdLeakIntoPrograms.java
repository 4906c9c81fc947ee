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
 * Fails a traced test that passes but executes a program that is handed more descriptors than those for input, output and
 * errors: one that was not opened close-on-exec. The program keeps a file or a port in use that it knows nothing of. The JDK
 * closes them all; native code and shells hand them on.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-fd-leak-into-programs}.
 *
 * <pre>{@code
 * @Test @NoFdLeakIntoPrograms void passes() throws IOException { new ProcessBuilder("true").start(); }
 * @Test @NoFdLeakIntoPrograms void fails() throws IOException { new ProcessBuilder("sh", "-c", "exec 9>>log; true").start(); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2), O_CLOEXEC</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoFdLeakIntoPrograms {

    /** What is allowed all the same: globs of what is handed on, or of the program by path or by file name, as in {@link
     * NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
