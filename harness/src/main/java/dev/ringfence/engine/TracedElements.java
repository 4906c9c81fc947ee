package dev.ringfence.engine;

import dev.ringfence.Traced;
import dev.ringfence.jupiter.ClassNamePatterns;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/**
 * Reads the annotation where Jupiter looks for extensions: on a method, on its class, its superclasses and interfaces, on
 * other annotations, and on the classes whose descriptors enclose the descriptor (a nested class may be inherited, so the
 * enclosing class of the language is not always the one that is run).
 */
final class TracedElements {
    private TracedElements() {}

    /** Returns the method or class that a descriptor of Jupiter stands for. */
    static Optional<AnnotatedElement> element(TestDescriptor descriptor) {
        TestSource source = descriptor.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return Optional.of(method.getJavaMethod());
        }
        return source instanceof ClassSource type ? Optional.of(type.getJavaClass()) : Optional.empty();
    }

    /** Returns the elements of a descriptor and of those that enclose it, innermost first. */
    static List<AnnotatedElement> elements(TestDescriptor descriptor) {
        List<AnnotatedElement> elements = new ArrayList<>();
        for (Optional<TestDescriptor> next = Optional.of(descriptor);
                next.isPresent();
                next = next.get().getParent()) {
            element(next.get()).ifPresent(elements::add);
        }
        return elements;
    }

    static Optional<Traced> annotation(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, Traced.class);
    }

    static boolean isTraced(TestDescriptor descriptor, ClassNamePatterns patterns) {
        return element(descriptor)
                .filter(element ->
                        annotation(element).isPresent() || (element instanceof Class<?> type && patterns.match(type)))
                .isPresent();
    }
}
