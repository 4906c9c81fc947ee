package dev.ringfence.jupiter;

import dev.ringfence.CurrentRecorder;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** Runs the body of a traced test in place, without tracing, and says loudly that nothing was judged. */
final class InlineMode {
    private static final Namespace NAMESPACE = Namespace.create(InlineMode.class);
    private static final String KEY = "ringfence.mode";
    private static final String VALUE = "inline";

    private InlineMode() {}

    static boolean isOn(ExtensionContext context) {
        return context.getConfigurationParameter(KEY).filter(VALUE::equals).isPresent();
    }

    static void proceed(Invocation<Void> body, ExtensionContext context) throws Throwable {
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(InlineMode.class, key -> sayOnce(), Boolean.class);
        context.publishReportEntry(Map.of("ringfence.judged", InlineRecorder.NOTHING_JUDGED));
        CurrentRecorder.set(new InlineRecorder());
        try {
            body.proceed();
        } finally {
            CurrentRecorder.set(null);
        }
    }

    private static boolean sayOnce() {
        System.err.println("ringfence: " + InlineRecorder.NOTHING_JUDGED
                + ". Traced tests run in this JVM, untraced; leaks and budgets are not checked.");
        return true;
    }
}
