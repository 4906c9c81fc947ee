package dev.ringfence.samples.exactlyonce;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreDestroyCallback;
import org.junit.jupiter.api.extension.TestWatcher;

/** Logs each of its callbacks. Swallows {@link ExpectedException}. */
final class LoggingExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                ParameterResolver,
                InvocationInterceptor,
                BeforeTestExecutionCallback,
                TestExecutionExceptionHandler,
                AfterTestExecutionCallback,
                AfterEachCallback,
                LifecycleMethodExecutionExceptionHandler,
                TestInstancePreDestroyCallback,
                TestWatcher,
                AfterAllCallback {

    /** Thrown by tests to reach the handlers of exceptions. */
    static final class ExpectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        log("ExecutionCondition", context);
        return ConditionEvaluationResult.enabled("logged");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        log("BeforeAllCallback", context);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        log("TestInstancePostProcessor", context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        log("BeforeEachCallback", context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Thread.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        log("ParameterResolver", context);
        return Thread.currentThread();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        log("InvocationInterceptor", context);
        invocation.proceed();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        log("InvocationInterceptor", context);
        invocation.proceed();
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        log("BeforeTestExecutionCallback", context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        log("TestExecutionExceptionHandler", context);
        if (!(thrown instanceof ExpectedException)) throw thrown;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        log("AfterTestExecutionCallback", context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        log("AfterEachCallback", context);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        log("LifecycleMethodExecutionExceptionHandler", context);
        if (!(thrown instanceof ExpectedException)) throw thrown;
    }

    @Override
    public void preDestroyTestInstance(ExtensionContext context) {
        log("TestInstancePreDestroyCallback", context);
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        log("TestWatcher", context);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        log("TestWatcher (failed: " + cause + ")", context);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        log("TestWatcher (disabled)", context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        log("AfterAllCallback", context);
    }

    private static void log(String callback, ExtensionContext context) {
        CallLog.add(callback + " of " + context.getDisplayName());
    }
}
