package dev.ringfence.ledger;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the application's stack frames from those of the JDK, of test frameworks and of this harness. */
final class Frames {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final List<String> FRAMEWORKS = List.of(
            "org.junit.", "org.opentest4j.", "org.apiguardian.", "org.apache.maven.surefire.", "org.assertj.core.");
    /** Exact, because samples and tests of this project are applications. */
    private static final Set<String> HARNESS = Set.of(
            "dev.ringfence",
            "dev.ringfence.assertions",
            "dev.ringfence.assertions.budget",
            "dev.ringfence.assertions.error",
            "dev.ringfence.assertions.evidence",
            "dev.ringfence.assertions.judge",
            "dev.ringfence.assertions.rule",
            "dev.ringfence.channel",
            "dev.ringfence.engine",
            "dev.ringfence.event",
            "dev.ringfence.jupiter",
            "dev.ringfence.ledger",
            "dev.ringfence.recording",
            "dev.ringfence.recording.codec",
            "dev.ringfence.recording.text",
            "dev.ringfence.session",
            "dev.ringfence.snapshot",
            "dev.ringfence.syscall",
            "dev.ringfence.worker");

    private static final List<String> TEST_CLASS_ENDINGS = List.of("Tests", "Test", "TestCase", "IT");

    private static final Pattern HIDDEN_CLASS_SUFFIX = Pattern.compile("[/.]0x[0-9a-f]+$");
    private static final Pattern LAMBDA_CLASS = Pattern.compile("\\$\\$Lambda.*");
    private static final Pattern GENERATED_MARK =
            Pattern.compile("\\$\\$|\\$Proxy\\d|\\$(MockitoMock|ByteBuddy)\\$|Generated\\w*Accessor\\d");
    private static final Pattern GENERATED_PART =
            Pattern.compile("(?<=\\$\\$|Mock\\$|Buddy\\$)[0-9a-zA-Z]{6,12}$|\\d+");
    private static final Pattern LAMBDA_METHOD = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private Frames() {}

    static boolean isApplication(StackTraceElement frame) {
        String name = frame.getClassName();
        return !startsWithAny(name, JDK) && !startsWithAny(name, FRAMEWORKS) && !isHarness(name);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) return true;
        }
        return false;
    }

    private static boolean isHarness(String className) {
        int dot = className.lastIndexOf('.');
        if (dot < 0 || !HARNESS.contains(className.substring(0, dot))) return false;
        int nested = className.indexOf('$', dot);
        String outermost = nested < 0 ? className : className.substring(0, nested);
        return TEST_CLASS_ENDINGS.stream().noneMatch(outermost::endsWith);
    }

    /** Returns a class name without what differs from run to run in the names of generated classes. */
    static String stableClassName(String className) {
        String name = HIDDEN_CLASS_SUFFIX.matcher(className).replaceFirst("");
        name = LAMBDA_CLASS.matcher(name).replaceFirst("\\$\\$Lambda");
        if (name.endsWith("$$Lambda") || !GENERATED_MARK.matcher(name).find()) return name;
        int mark = Math.max(name.lastIndexOf('.'), 0);
        return name.substring(0, mark)
                + GENERATED_PART.matcher(name.substring(mark)).replaceAll("#");
    }

    /** Returns {@code store} for {@code lambda$store$0}. */
    static String readableMethod(String method) {
        return LAMBDA_METHOD.matcher(method).replaceFirst("$1");
    }
}
