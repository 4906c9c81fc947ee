package dev.ringfence.jupiter;

import dev.ringfence.Traced;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
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
        context.getTestMethod().ifPresent(elements::add);
        elements.addAll(classes(context));
        return List.copyOf(elements);
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
        for (Class<?> c = context.getTestClass().orElse(null); c != null; c = c.getEnclosingClass()) classes.add(c);
        return classes;
    }

    private static boolean isTraced(AnnotatedElement element) {
        return AnnotationSupport.isAnnotated(element, Traced.class);
    }
}
