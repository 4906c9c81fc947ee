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
 * Fails a traced test that passes but leaves a file or directory that it made below a directory for temporary files: {@code
 * java.io.tmpdir}, {@code /tmp}, {@code /var/tmp}, {@code /dev/shm}. What is below a directory of {@code @TempDir} is JUnit's
 * to remove.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-temporary-files-left}.
 *
 * <pre>{@code
 * @Test @NoTemporaryFilesLeft void passes() throws IOException { Files.delete(Files.createTempFile("a", "")); }
 * @Test @NoTemporaryFilesLeft void fails() throws IOException { Files.createTempFile("a", ""); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/unlink.2.html">unlink(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoTemporaryFilesLeft {

    /** What is allowed all the same: globs of paths, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
