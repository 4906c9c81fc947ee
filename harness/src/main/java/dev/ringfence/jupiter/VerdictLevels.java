package dev.ringfence.jupiter;

import dev.ringfence.Verdict;
import dev.ringfence.Verdict.Level;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides what becomes of a test on which a check finds something. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class VerdictLevels {
    private static final String VERDICT = "ringfence.verdict.";
    private static final String STRICT = "ringfence.strict";

    /** Key of the report entry of a warning, before the name of the check. */
    public static final String WARNING = "ringfence.warning.";

    private VerdictLevels() {}

    /**
     * Returns the level of a check: that of the nearest annotation, else the configured one, else {@link Level#FAIL}.
     *
     * @throws ExtensionConfigurationException for a faulty annotation or setting
     */
    public static Level of(RecordingCheck check, CheckedTest test) {
        Level level = annotated(check, test.elements())
                .or(() -> configured(check, test))
                .orElse(Level.FAIL);
        return level == Level.WARN && isStrict(test) ? Level.FAIL : level;
    }

    /**
     * Checks that every level on these elements is one of a check that there is.
     *
     * @throws ExtensionConfigurationException for one that is not
     */
    public static void validate(List<AnnotatedElement> elements, Collection<RecordingCheck> checks) {
        Set<String> names = checks.stream().map(RecordingCheck::name).collect(Collectors.toCollection(TreeSet::new));
        for (AnnotatedElement element : elements) {
            for (Verdict verdict : verdicts(element)) {
                if (!names.contains(verdict.check()))
                    throw misuse(
                            element,
                            "must name a check (" + String.join(", ", names) + ") but was: \"" + verdict.check()
                                    + "\"");
                if (verdict.level() != Level.FAIL && verdict.because().isBlank())
                    throw misuse(
                            element,
                            "must give a because for " + verdict.level() + " of \"" + verdict.check() + "\" but was: \""
                                    + verdict.because() + "\"");
            }
        }
    }

    /** Returns why a check does not fail a test: what the annotation gives, or the parameter. */
    static String reason(RecordingCheck check, CheckedTest test) {
        return nearest(check, test.elements())
                .map(Verdict::because)
                .orElseGet(() -> VERDICT + check.name() + "="
                        + test.configuration(VERDICT + check.name()).orElse("").strip());
    }

    private static Optional<Level> annotated(RecordingCheck check, List<AnnotatedElement> elements) {
        return nearest(check, elements).map(Verdict::level);
    }

    private static Optional<Verdict> nearest(RecordingCheck check, List<AnnotatedElement> elements) {
        return elements.stream()
                .flatMap(element -> verdicts(element).stream())
                .filter(verdict -> verdict.check().equals(check.name()))
                .findFirst();
    }

    private static List<Verdict> verdicts(AnnotatedElement element) {
        return AnnotationSupport.findRepeatableAnnotations(element, Verdict.class);
    }

    private static Optional<Level> configured(RecordingCheck check, CheckedTest test) {
        String key = VERDICT + check.name();
        return test.configuration(key)
                .map(String::strip)
                .map(value -> Arrays.stream(Level.values())
                        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new ExtensionConfigurationException(
                                key + " must be fail, warn or off but was \"" + value + "\"")));
    }

    private static boolean isStrict(CheckedTest test) {
        String value = test.configuration(STRICT).map(String::strip).orElse("false");
        if (value.equalsIgnoreCase("true")) return true;
        if (value.equalsIgnoreCase("false")) return false;
        throw new ExtensionConfigurationException(STRICT + " must be true or false but was \"" + value + "\"");
    }

    private static ExtensionConfigurationException misuse(AnnotatedElement element, String rule) {
        String kind = element instanceof Method ? "method" : "class";
        String name = element instanceof Class<?> type ? type.getName() : String.valueOf(element);
        return new ExtensionConfigurationException("@Verdict on " + kind + " [" + name + "] " + rule);
    }
}
