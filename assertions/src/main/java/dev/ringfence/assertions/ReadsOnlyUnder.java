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
 * Fails a traced test that passes but opens a file or directory for reading elsewhere. Programs of child processes open their
 * libraries, too; what the JDK reads for itself does not count. A file is judged by where symbolic links led.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=reads-only-under=src}.
 *
 * <pre>{@code
 * @Test @ReadsOnlyUnder("src/test/resources") void passes() throws IOException { Files.readString(Path.of("src/test/resources/a")); }
 * @Test @ReadsOnlyUnder("src/test/resources") void fails() throws IOException { Files.readString(Path.of("/etc/hosts")); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ReadsOnlyUnder {

    /** Directories, at least one: globs as in {@link NoFdLeak#except()}, each for all that is below it; one that does not begin with
     * a slash is below the working directory. */
    String[] value();

    /** What is allowed all the same: globs of paths, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
