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
 * Fails a traced test that passes but tries to change users, groups or capabilities ({@link
 * dev.ringfence.Families#credentials()}), what is mounted ({@link dev.ringfence.Families#mounts()}), or modules of the kernel
 * ({@link dev.ringfence.Families#modules()}), or to look into another process ({@link dev.ringfence.Families#ptraces()}).
 * Attempts that fail count.
 *
 * <p>On a class it holds for each test, also in nested classes; an annotation on the method is used in its place. May stand on
 * other annotations. Needs {@link dev.ringfence.Traced}, and fails without. For all traced tests at once: {@code
 * ringfence.checks=no-privileged-call}.
 *
 * <pre>{@code
 * @Test @NoPrivilegedCall void passes() throws IOException { Files.readString(path); }
 * @Test @NoPrivilegedCall void fails() throws IOException { new ProcessBuilder("umount", "/mnt").start(); }
 * }</pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/credentials.7.html">credentials(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7)</a>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoPrivilegedCall {

    /** What is allowed all the same: globs of names of calls, such as {@code setres*id}, as in {@link NoFdLeak#except()}. */
    String[] except() default {};

    /** Why it is allowed. Needed with {@link #except()}. */
    String because() default "";
}
