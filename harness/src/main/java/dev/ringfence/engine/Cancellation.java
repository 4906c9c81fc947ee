package dev.ringfence.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.BooleanSupplier;
import org.junit.platform.engine.ExecutionRequest;

/** Whether an execution was cancelled: JUnit 6 has a token for that, JUnit 5 does not, and this is compiled against 5. */
final class Cancellation {
    private Cancellation() {}

    static BooleanSupplier of(ExecutionRequest request) {
        try {
            Object token =
                    ExecutionRequest.class.getMethod("getCancellationToken").invoke(request);
            Method asked =
                    Class.forName("org.junit.platform.engine.CancellationToken").getMethod("isCancellationRequested");
            return () -> ask(asked, token);
        } catch (NoSuchMethodException | ClassNotFoundException e) {
            return () -> false;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read the cancellation token of JUnit", e);
        }
    }

    private static boolean ask(Method asked, Object token) {
        try {
            return (boolean) asked.invoke(token);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read the cancellation token of JUnit", e);
        }
    }
}
