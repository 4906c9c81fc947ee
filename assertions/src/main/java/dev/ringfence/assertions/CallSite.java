package dev.ringfence.assertions;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Where an assertion stands in its test.
 *
 * @param position file and line, such as {@code UploadIT.java:31}; the same in every run
 * @param selected what selects the test that is running, such as {@code UploadIT#uploads}
 */
record CallSite(String position, @Nullable String selected) {
    private static final List<String> NOT_THE_CALLER = List.of(
            CallSite.class.getName(),
            RingfenceAssertions.class.getName(),
            RecordingAssert.class.getName(),
            AreaAssert.class.getName(),
            FdsAssert.class.getName(),
            ThreadsAssert.class.getName(),
            MemoryAssert.class.getName(),
            ProcessAssert.class.getName(),
            SocketsAssert.class.getName(),
            MachineAssert.class.getName(),
            Sink.class.getName(),
            LeakRounds.class.getName());
    /** Soft assertions call through generated subclasses and reflection. */
    private static final List<String> MACHINERY =
            List.of("org.assertj.", "java.lang.reflect.", "java.lang.invoke.", "jdk.internal.", "sun.reflect.");

    CallSite {
        Objects.requireNonNull(position, "position");
    }

    /** Returns where the assertion that is running was called. */
    static CallSite ofAssertion() {
        List<StackFrame> frames = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(stream -> stream.dropWhile(CallSite::isOurs).toList());
        return new CallSite(
                frames.stream().findFirst().map(CallSite::position).orElse("an unknown place"),
                frames.stream()
                        .flatMap(frame -> selector(frame).stream())
                        .findFirst()
                        .orElse(null));
    }

    /** Returns what selects the test that is running, if it is known. */
    static Optional<String> selectedByAssertion() {
        return Optional.ofNullable(ofAssertion().selected());
    }

    private static boolean isOurs(StackFrame frame) {
        String name = frame.getClassName();
        return NOT_THE_CALLER.stream().anyMatch(own -> name.equals(own) || name.startsWith(own + "$"))
                || MACHINERY.stream().anyMatch(name::startsWith);
    }

    private static String position(StackFrame frame) {
        if (frame.getFileName() == null || frame.getLineNumber() < 0)
            return frame.getClassName() + "." + frame.getMethodName();
        return frame.getFileName() + ":" + frame.getLineNumber();
    }

    /** A method of an abstract class runs under the name of a subclass, which the stack does not show. */
    private static Optional<String> selector(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (Modifier.isAbstract(type.getModifiers())) return Optional.empty();
        return method(frame)
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(method -> withoutPackage(type) + "#" + method.getName());
    }

    private static Optional<Method> method(StackFrame frame) {
        Class<?>[] parameters = frame.getMethodType().parameterArray();
        for (Method method : frame.getDeclaringClass().getDeclaredMethods()) {
            if (method.getName().equals(frame.getMethodName())
                    && List.of(method.getParameterTypes()).equals(List.of(parameters))) return Optional.of(method);
        }
        return Optional.empty();
    }

    private static String withoutPackage(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
