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
 * Fails a traced test that passes but leaves a process that has ended and that nobody has waited for. Java waits for its own
 * children; shells and other programs have to do it themselves.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-zombie-left}.
 *
 * <pre>{@code
 * @Test @NoZombieLeft void passes() throws Exception { run("sh", "-c", "true & wait"); }
 * @Test @NoZombieLeft void fails() throws IOException { start("sh", "-c", "true & exec sleep 60"); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoZombieLeft {

    /** What is allowed all the same: globs of the names of processes, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
