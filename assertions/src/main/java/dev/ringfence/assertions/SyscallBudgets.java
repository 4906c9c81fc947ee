package dev.ringfence.assertions;

import dev.ringfence.jupiter.NeedsTracing;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** Holds several {@link SyscallBudget}s. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
@Documented
@NeedsTracing
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface SyscallBudgets {

    /** The budgets. */
    SyscallBudget[] value();
}
