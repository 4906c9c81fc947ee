package dev.ringfence.assertions.testing;

import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.Inquiry;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The context of a check of one test method, which keeps what is reported. */
public final class TestContext implements CheckContext {
    private final Class<?> type;
    private final List<AnnotatedElement> elements = new ArrayList<>();
    private final String method;
    private final Map<String, String> reported = new TreeMap<>();
    private final Map<String, String> configuration = new TreeMap<>();
    private final List<Inquiry> inquiries = new ArrayList<>();

    private TestContext(Class<?> type, Method method) {
        this.type = type;
        this.method = method.getName();
        elements.add(method);
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) elements.add(c);
    }

    /** Returns the context of a method without parameters. */
    public static TestContext of(Class<?> type, String method) {
        try {
            return new TestContext(type, type.getDeclaredMethod(method));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sets a configuration parameter. */
    public TestContext configured(String key, String value) {
        configuration.put(key, value);
        return this;
    }

    /** Returns the questions that were put. */
    public List<Inquiry> inquiries() {
        return List.copyOf(inquiries);
    }

    /** Returns what was reported. */
    public Map<String, String> reported() {
        return reported;
    }

    @Override
    public List<AnnotatedElement> elements() {
        return List.copyOf(elements);
    }

    @Override
    public Class<?> testClass() {
        return type;
    }

    @Override
    public String testName() {
        return method + "()";
    }

    @Override
    public String selector() {
        return type.getSimpleName() + "#" + method;
    }

    @Override
    public Optional<String> configuration(String key) {
        return Optional.ofNullable(configuration.get(key));
    }

    @Override
    public void inquire(Inquiry inquiry) {
        inquiries.add(inquiry);
    }

    @Override
    public void report(Map<String, String> entries) {
        reported.putAll(entries);
    }
}
