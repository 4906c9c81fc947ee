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
 * Fails a traced test that passes but listens on another address. A socket that is bound to the unspecified address ({@code
 * 0.0.0.0}, {@code ::}) listens on every interface. Sockets of the Unix domain may listen.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=listens-only-on=loopback}.
 *
 * <pre>{@code
 * @Test @ListensOnlyOn("loopback") void passes() throws IOException { new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); }
 * @Test @ListensOnlyOn("loopback") void fails() throws IOException { new ServerSocket(0); }
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
public @interface ListensOnlyOn {

    /** Addresses, at least one: {@code loopback} for this machine, or globs of addresses as messages show them, such as {@code
     * 0.0.0.0:*}. */
    String[] value();

    /** What is allowed all the same: more globs, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
