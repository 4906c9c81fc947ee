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
 * Fails a traced test that passes but leaves its process with other limits, another working directory, another mask of file modes
 * or other treatment of signals than before. They belong to the whole process: what a test changes, all that run after it have.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=keeps-process-state}.
 *
 * <pre>{@code
 * @Test @KeepsProcessState void passes() throws IOException { Files.readString(path); }
 * @Test @KeepsProcessState void fails() { Signal.handle(new Signal("USR2"), reload); }
 * }</pre>
 *
 * @see ProcessAssert
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface KeepsProcessState {

    /** What is allowed all the same: globs of what changed, by the name of a
     * limit ({@code Max open files}) or a signal ({@code SIGUSR2}), or by the directory or mask that it is now, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
