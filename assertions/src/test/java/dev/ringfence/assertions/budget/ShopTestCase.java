package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.Budgeted;
import dev.ringfence.assertions.MetricTolerance;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Tests with budgets, right and faulty. */
@Budgeted(
        metrics = {"opens", "processes"},
        warmUps = 1,
        rounds = 2)
class ShopTestCase {
    @Retention(RetentionPolicy.RUNTIME)
    @Budgeted(metrics = "fsyncs", warmUps = 0, rounds = 1)
    @interface Careful {}

    void sells() {}

    @Careful
    void saves() {}

    @Budgeted(metrics = "opens", rounds = 0)
    void once() {}

    @Budgeted
    void standard() {}

    @Budgeted(metrics = "bytes-read")
    void reads() {}

    @Budgeted(metrics = "opens", tolerances = @MetricTolerance(metric = "opens", absolute = 2), warmUps = 0, rounds = 1)
    void tolerant() {}

    @Budgeted(metrics = "open")
    void unknown() {}

    @Budgeted(metrics = {"opens", "opens"})
    void twice() {}

    @Budgeted(rounds = -1)
    void negativeRounds() {}

    @Budgeted(warmUps = -2)
    void negativeWarmUps() {}

    @Budgeted(metrics = "opens", tolerances = @MetricTolerance(metric = "fsyncs"))
    void strangerTolerated() {}

    @Budgeted(metrics = "opens", tolerances = @MetricTolerance(metric = "opens", percent = -1))
    void negativeTolerance() {}

    @Budgeted(
            metrics = "opens",
            tolerances = {@MetricTolerance(metric = "opens"), @MetricTolerance(metric = "opens", percent = 1)})
    void toleratedTwice() {}
}
