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
 * Fails a traced test that passes but leaves a thread running that it started. Threads of the virtual machine and of the JDK
 * (collectors, compilers, the Cleaner, the reaper of processes) do not count, and one that is about to end is waited for.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-thread-leak}.
 *
 * <p>A test that leaves a thread is run again: growth that ends (a pool that fills) is not a leak.
 *
 * <pre>{@code
 * @Test @NoThreadLeak void passes() throws Exception { var t = new Thread(work); t.start(); t.join(); }
 * @Test @NoThreadLeak void fails() throws Exception { Executors.newSingleThreadExecutor().submit(work).get(); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_task.5.html">proc_pid_task(5)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoThreadLeak {

    /**
     * What may be left running: globs of the names of threads, or of the places where they are started ({@code
     * com.example.Poller.start(*)}), as in {@link NoFdLeak#except()}.
     */
    String[] except() default {};

    /** Why it may be left running. Needed with {@link #except()}. */
    String because() default "";

    /** Whether the test is run again before it fails. Without, one run decides, and a pool that fills counts as a leak. */
    boolean confirm() default true;

    /**
     * The largest number of runs that confirm a leak; 0 for the configuration parameter {@code ringfence.rounds}, or
     * twelve.
     */
    int rounds() default 0;
}
