package dev.ringfence.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.course.S01RejectedUploadTestCase;
import dev.ringfence.samples.running.Masked;
import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the README true. */
class ReadmeTests {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path README = MODULE.resolveSibling("README.md");
    private static final Path COURSE = MODULE.resolve("src/test/java/dev/ringfence/samples/course");

    @Test
    void shows_the_usage_that_is_tested() throws IOException {
        String tagged = between(
                Files.readString(COURSE.resolve("S00WaysToAskTests.java")), "// tag::usage[]\n", "// end::usage[]");

        assertThat(between(Files.readString(README), "```java\n", "```")).isEqualTo(tagged);
    }

    @Test
    void shows_rules_that_are_tested() throws IOException {
        String tagged =
                between(Files.readString(COURSE.resolve("S00RulesTests.java")), "// tag::rules[]\n", "// end::rules[]");

        String section = between(Files.readString(README), "## Rules about calls\n", "\n## ");
        assertThat(between(section, "```java\n", "```")).isEqualTo(tagged);
    }

    @Test
    void shows_a_failure_as_it_is() throws IOException {
        List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE).of(S01RejectedUploadTestCase.class);
        Throwable thrown = verdicts.stream()
                .filter(Verdict::isFailed)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure among " + verdicts))
                .thrown();

        String shown = between(Files.readString(README), "```\nExpecting", "\n```");
        assertThat(Masked.text("Expecting" + shown)).isEqualTo(Masked.message(thrown));
    }

    private static String between(String text, String start, String end) {
        Matcher matcher = Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text);
        assertThat(matcher.find()).as("a region from %s to %s", start, end).isTrue();
        return matcher.group(1);
    }
}
