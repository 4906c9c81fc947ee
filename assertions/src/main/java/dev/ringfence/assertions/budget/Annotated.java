package dev.ringfence.assertions.budget;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * An annotation and the element it was found on.
 *
 * @param annotation the annotation
 * @param element the method or class
 */
record Annotated<A extends Annotation>(A annotation, AnnotatedElement element) {
    Annotated {
        Objects.requireNonNull(annotation, "annotation");
        Objects.requireNonNull(element, "element");
    }

    /** Returns the annotation on the first element that has one, also as a meta-annotation. */
    static <A extends Annotation> Optional<Annotated<A>> nearest(List<AnnotatedElement> elements, Class<A> type) {
        return elements.stream()
                .flatMap(element ->
                        AnnotationSupport.findAnnotation(element, type)
                                .map(annotation -> new Annotated<>(annotation, element))
                                .stream())
                .findFirst();
    }

    /** Returns all annotations of a repeatable type, those of the first element first. */
    static <A extends Annotation> List<Annotated<A>> all(List<AnnotatedElement> elements, Class<A> type) {
        List<Annotated<A>> all = new ArrayList<>();
        for (AnnotatedElement element : elements) {
            AnnotationSupport.findRepeatableAnnotations(element, type)
                    .forEach(annotation -> all.add(new Annotated<>(annotation, element)));
        }
        return all;
    }

    /** Returns the composed annotation that it is part of, with the element; empty where it stands there itself. */
    String origin() {
        Class<? extends Annotation> type = annotation.annotationType();
        if (element.isAnnotationPresent(type)) return "";
        String on = element instanceof Class<?> testClass ? testClass.getSimpleName() : "the method";
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .filter(composed -> AnnotationSupport.isAnnotated(composed, type))
                .findFirst()
                .map(composed -> "@" + composed.getSimpleName() + " on " + on)
                .orElse("");
    }

    /** Returns the error of a faulty annotation: {@code @NoFdLeak on method [..] must give …}. */
    ExtensionConfigurationException misuse(String rule) {
        String kind = element instanceof Method ? "method" : "class";
        String name = element instanceof Class<?> type ? type.getName() : String.valueOf(element);
        return new ExtensionConfigurationException(
                "@" + annotation.annotationType().getSimpleName() + " on " + kind + " [" + name + "] " + rule);
    }
}
