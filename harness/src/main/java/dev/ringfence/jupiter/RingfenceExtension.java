package dev.ringfence.jupiter;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import java.lang.reflect.Method;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Opens and closes the windows of traced tests, injects the recorder, runs the checks. Use {@link Traced}.
 *
 * <p>In a worker it is registered automatically, before all other extensions, so no interceptor can keep a verdict from
 * being reported. Elsewhere it fails a class that is traced, and one that has checks and is not.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RingfenceExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, InvocationInterceptor, ParameterResolver {

    private static final String TRACE = "ringfence.trace";

    /** Made by Jupiter. */
    public RingfenceExtension() {}

    // --- Not in a worker ---

    @Override
    public void beforeAll(ExtensionContext context) {
        if (TracedElements.isClassTraced(context)) checkPlace(context);
        else checkThatNothingIsJudged(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (TracedElements.traced(context).isPresent()) checkPlace(context);
        else checkThatNothingIsJudged(context);
    }

    /** Called after the {@code @AfterEach} methods and all other extensions, because it is registered before them. */
    @Override
    public void afterEach(ExtensionContext context) {
        InstalledWindows.get().ifPresent(WindowSource::testEnded);
    }

    private static void checkPlace(ExtensionContext context) {
        if (InstalledWindows.get().isPresent() || InlineMode.isOn(context)) return;
        throw new ExtensionConfigurationException("@Traced on "
                + TracedElements.traced(context).map(Object::toString).orElse(context.getDisplayName())
                + " needs a JVM that Ringfence forks, but Jupiter runs it in this one, as inside of a @Suite or in a launcher that does not"
                + " load Ringfence's test engine and filter: run the class itself with the JUnit Platform Launcher and"
                + " ringfence-harness on its class path, or set ringfence.mode=inline to run it without judging");
    }

    /** A test that nobody observes cannot be judged, so it must not pass. */
    private static void checkThatNothingIsJudged(ExtensionContext context) {
        boolean tracedByName = context.getConfigurationParameter(TRACE).isPresent();
        if (InstalledWindows.get().isPresent() || (tracedByName && InlineMode.isOn(context))) return;
        TracedElements.untracedCheck(context).ifPresent(check -> {
            throw new ExtensionConfigurationException(check
                    + " needs @Traced on the method or its class, or " + TRACE
                    + " to name the class: nobody observes this test, so nothing would be judged"
                    + (tracedByName ? " (" + TRACE + " is set, but does not reach into a @Suite)" : ""));
        });
    }

    // --- Windows ---

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        around(invocation, extensionContext);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        around(invocation, extensionContext);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation,
            DynamicTestInvocationContext invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        around(invocation, extensionContext);
    }

    private static void around(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        Optional<WindowSource> windows = InstalledWindows.get();
        if (windows.isPresent()) {
            new TracedRun(windows.get(), context, Checks.installed()).proceed(invocation);
        } else if (InlineMode.isOn(context) && TracedElements.traced(context).isPresent()) {
            InlineMode.proceed(invocation, context);
        } else {
            invocation.proceed();
        }
    }

    // --- The recorder as a parameter ---

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return parameterContext.getParameter().getType() == Recorder.class
                && (InstalledWindows.get().isPresent()
                        || TracedElements.traced(extensionContext).isPresent());
    }

    @Override
    public Recorder resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        return new ParameterRecorder();
    }
}
