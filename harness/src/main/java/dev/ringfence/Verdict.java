package dev.ringfence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says what becomes of a test on which a check finds something: it fails, as without this annotation, or it passes with a
 * report entry, or the check is not made. On a class it holds for each test, also in nested classes; an annotation for the
 * same check on the method is used in its place, and both go before the configuration parameter {@code
 * ringfence.verdict.CHECK}. May stand on other annotations, beside the check itself. It concerns the checks of annotations
 * and of {@code ringfence.checks}, not assertions in the body of a test.
 *
 * <p>With the configuration parameter {@code ringfence.strict=true} what is a warning fails: for the build that nobody
 * watches.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@Repeatable(Verdicts.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Verdict {

    /** Name of a check, such as {@code no-fd-leak}: that of its annotation in lower case, with hyphens. */
    String check();

    /** What becomes of the test. */
    Level level();

    /** Why it is not to fail. Needed with {@link Level#WARN} and {@link Level#OFF}. */
    String because() default "";

    /** What becomes of a test on which a check finds something. */
    enum Level {
        /** It fails. */
        FAIL,
        /** It passes, with a report entry {@code ringfence.warning.CHECK}; what cannot be told is a warning, too. */
        WARN,
        /** The check is not made, and what it needs is not observed for it. */
        OFF
    }
}
