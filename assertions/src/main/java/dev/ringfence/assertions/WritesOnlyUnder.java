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
 * Fails a traced test that passes but opens a file for writing elsewhere, or makes, renames, removes or cuts one there.
 * Permissions, owners, times and attributes are not content. {@code /dev/null} may always be written to.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=writes-only-under=target}.
 *
 * <pre>{@code
 * @Test @WritesOnlyUnder("target") void passes() throws IOException { Files.writeString(Path.of("target/a"), "Hi"); }
 * @Test @WritesOnlyUnder("target") void fails() throws IOException { Files.writeString(Path.of("/var/tmp/a"), "Hi"); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/rename.2.html">rename(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface WritesOnlyUnder {

    /** Directories, at least one: globs as in {@link NoFdLeak#except()}, each for all that is below it; one that does not begin with
     * a slash is below the working directory. */
    String[] value();

    /** What is allowed all the same: globs of paths, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
