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
 * Fails a traced test that passes but leaves a file mapped that was not, or more of one that was. A mapping keeps its file open
 * without a descriptor; one that was made by {@code FileChannel.map} ends when the garbage collector has found its buffer.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-mapping-left}.
 *
 * <p>A test that leaves a file mapped is run again: growth that ends (an index that is mapped once) is not a leak.
 *
 * <pre>{@code
 * @Test @NoMappingLeft void passes() throws IOException { Files.readString(path); }
 * @Test @NoMappingLeft void fails() throws IOException { kept.add(channel.map(READ_ONLY, 0, 4096)); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html">proc_pid_maps(5)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoMappingLeft {

    /** What may be left mapped: globs of the paths of files, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it may be left mapped. Needed with {@link #except()}. */
    String because() default "";

    /** Whether the test is run again before it fails. Without, one run decides, and the first use of a library counts as a leak. */
    boolean confirm() default true;

    /**
     * The largest number of runs that confirm a leak; 0 for the configuration parameter {@code ringfence.rounds}, or
     * twelve.
     */
    int rounds() default 0;
}
