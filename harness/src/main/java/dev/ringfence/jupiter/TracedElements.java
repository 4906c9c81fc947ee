package dev.ringfence.jupiter;

import dev.ringfence.Traced;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Where annotations of a test may stand. */
final class TracedElements {
    private TracedElements() {}

    /** Returns the test method, if there is one, then its class and the classes that enclose it. */
    static List<AnnotatedElement> of(ExtensionContext context) {
        List<AnnotatedElement> elements = new ArrayList<>();
        method(context).ifPresent(elements::add);
        elements.addAll(classes(context));
        return List.copyOf(elements);
    }

    /** Returns the test method; of a dynamic test, the factory that made it, which Jupiter knows of its parent only. */
    static Optional<Method> method(ExtensionContext context) {
        return context.getTestMethod().or(() -> context.getParent().flatMap(TracedElements::method));
    }

    /** Returns the test class; of a dynamic test, that of its factory. */
    static Optional<Class<?>> testClass(ExtensionContext context) {
        Optional<Class<?>> own = context.getTestClass();
        return own.isPresent() ? own : context.getParent().flatMap(TracedElements::testClass);
    }

    /** Returns the element that asks for tracing, if one does. */
    static Optional<AnnotatedElement> traced(ExtensionContext context) {
        return of(context).stream().filter(TracedElements::isTraced).findFirst();
    }

    /** Returns whether the class, or one that encloses it, asks for tracing. */
    static boolean isClassTraced(ExtensionContext context) {
        return classes(context).stream().anyMatch(TracedElements::isTraced);
    }

    private static List<AnnotatedElement> classes(ExtensionContext context) {
        List<AnnotatedElement> classes = new ArrayList<>();
        for (Class<?> c = testClass(context).orElse(null); c != null; c = c.getEnclosingClass()) classes.add(c);
        return classes;
    }

    private static boolean isTraced(AnnotatedElement element) {
        return AnnotationSupport.isAnnotated(element, Traced.class);
    }

    /** Returns the check of a test or class, as {@code @NoFdLeak on method [..]}, if it has one. */
    static Optional<String> untracedCheck(ExtensionContext context) {
        for (AnnotatedElement element : of(context)) {
            if (!AnnotationSupport.isAnnotated(element, NeedsTracing.class)) continue;
            String name = Arrays.stream(element.getAnnotations())
                    .map(Annotation::annotationType)
                    .filter(type -> AnnotationSupport.isAnnotated(type, NeedsTracing.class))
                    .map(type -> "@" + type.getSimpleName())
                    .findFirst()
                    .orElse("an inherited check"); // of an interface
            String where = element instanceof Class<?> type ? "class [" + type.getName() : "method [" + element;
            return Optional.of(name + " on " + where + "]");
        }
        return Optional.empty();
    }
}
