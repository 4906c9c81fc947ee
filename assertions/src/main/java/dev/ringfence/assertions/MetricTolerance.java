package dev.ringfence.assertions;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** How far a metric of {@link Budgeted} may be above what is locked: the larger of the two. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface MetricTolerance {

    /** Name of the metric. */
    String metric();

    /** In the metric's unit, zero or more. */
    long absolute() default 0;

    /** Of the locked number, rounded down; zero or more. */
    int percent() default 0;
}
