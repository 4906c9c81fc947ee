package dev.ringfence.jupiter;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a check may know of the test, taken from Jupiter's context of it. */
final class TestCheckContext implements CheckContext {
    /** Segments of a unique id that tell invocations of one method apart. */
    private static final Pattern INVOCATION =
            Pattern.compile("\\[(?:test-template-invocation|dynamic-container|dynamic-test):#(\\d+)]");

    private final ExtensionContext context;
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final List<Inquiry> inquiries = new ArrayList<>();

    TestCheckContext(ExtensionContext context) {
        this.context = context;
    }

    @Override
    public List<AnnotatedElement> elements() {
        return TracedElements.of(context);
    }

    @Override
    public Class<?> testClass() {
        return TracedElements.testClass(context)
                .orElseThrow(() -> new IllegalStateException("a test without a class: " + context.getUniqueId()));
    }

    @Override
    public String testName() {
        Method method = method();
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return method.getName() + "(" + parameters + ")" + invocation(context.getUniqueId());
    }

    private Method method() {
        return TracedElements.method(context)
                .orElseThrow(() -> new IllegalStateException("a test without a method: " + context.getUniqueId()));
    }

    static String invocation(String uniqueId) {
        return INVOCATION
                .matcher(uniqueId)
                .results()
                .map(MatchResult::group)
                .map(segment -> "[" + segment.substring(segment.indexOf('#') + 1))
                .collect(Collectors.joining());
    }

    @Override
    public String selector() {
        String className = testClass().getName();
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple + "#" + method().getName();
    }

    @Override
    public Optional<String> configuration(String key) {
        return context.getConfigurationParameter(key);
    }

    @Override
    public void report(Map<String, String> newEntries) {
        entries.putAll(newEntries);
    }

    @Override
    public String testKey() {
        return TestKey.of(context.getUniqueId());
    }

    @Override
    public void inquire(Inquiry inquiry) {
        inquiries.add(inquiry);
    }

    /** Returns the questions that were put. */
    List<Inquiry> inquiries() {
        return List.copyOf(inquiries);
    }

    /** Publishes what checks reported, as one entry, if they had anything to say. */
    void publish() {
        if (!entries.isEmpty()) context.publishReportEntry(entries);
    }
}
