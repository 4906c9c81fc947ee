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
 * Fails a traced test that passes but leaves a descriptor open that it opened, or leaves it to the garbage collector.
 * On a class it holds for each test, also in
 * nested classes; an annotation on the method is used in its place. May stand on other annotations. Needs {@link
 * dev.ringfence.Traced}, and fails without; tests of one forked JVM never run in parallel, so no test is blamed for another.
 *
 * <p>A test that leaves something open is run again: growth that ends (the first use of a library, a pool that fills)
 * is not a leak.
 *
 * <pre>{@code
 * @Test @NoFdLeak void passes() throws IOException { Files.readString(path); }
 * @Test @NoFdLeak void fails() throws IOException { Files.newInputStream(path).read(); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html">proc_pid_fd(5)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoFdLeak {

    /**
     * What may stay open. A glob must match the whole of one of: the link in {@code /proc/PID/fd} ({@code
     * /tmp/upload-7731}), the description that messages show, the path or address the
     * opening call names, or the opening site ({@code com.example.UploadService.store(*)}), which is the way to name
     * what is not a file. {@code *} is any run of characters but {@code /}, {@code **} any
     * run of characters, {@code ?} one character but {@code /}; all else stands for itself.
     */
    String[] except() default {};

    /** Why it may stay open. Needed with {@link #except()}. */
    String because() default "";

    /**
     * Whether the test is run again before it fails. Without, one run decides, and the first use of a library counts as
     * a leak.
     */
    boolean confirm() default true;

    /**
     * The largest number of runs that confirm a leak; 0 for the configuration parameter {@code ringfence.rounds}, or
     * twelve.
     */
    int rounds() default 0;
}
