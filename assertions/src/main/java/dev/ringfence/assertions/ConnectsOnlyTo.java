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
 * Fails a traced test that passes but tries to connect to somebody else. Datagrams that are sent without connecting are not
 * seen by it, but by {@link NoNetwork}.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=connects-only-to=loopback}.
 *
 * <pre>{@code
 * @Test @ConnectsOnlyTo("loopback") void passes() throws IOException { new Socket("127.0.0.1", port).close(); }
 * @Test @ConnectsOnlyTo("loopback") void fails() throws IOException { new Socket("192.0.2.1", 80).close(); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ConnectsOnlyTo {

    /** Peers, at least one: {@code loopback} for this machine ({@link RingfenceAssertions#loopback()}), or globs of addresses as
     * messages show them, such as {@code 10.0.0.*:5432} or {@code unix:/run/app.sock}. */
    String[] value();

    /** What is allowed all the same: more globs, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
