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
 * Fails a traced test that passes but leaves a socket listening that it opened.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-listener-left}.
 *
 * <pre>{@code
 * @Test @NoListenerLeft void passes() throws IOException { new ServerSocket(0).close(); }
 * @Test @NoListenerLeft void fails() throws IOException { server = new ServerSocket(0); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/listen.2.html">listen(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoListenerLeft {

    /** What is allowed all the same: globs of local addresses ({@code 127.0.0.1:*}), or of the
     * places where the sockets are opened, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
