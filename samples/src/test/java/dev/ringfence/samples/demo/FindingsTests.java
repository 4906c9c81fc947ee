package dev.ringfence.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.Verdict;
import dev.ringfence.samples.upload.LeakyUploadService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.launcher.TestIdentifier;

/** The demo may end with 0 only where everything is there. */
class FindingsTests {
    @TempDir
    private Path directory;

    private SourceLine leak;
    private Path report;

    @BeforeEach
    void find() throws IOException {
        leak = SourceLine.containing("Files.newOutputStream(", LeakyUploadService.class);
        report = Files.writeString(directory.resolve("report.html"), "evidence");
    }

    @Test
    void misses_nothing_where_the_leak_was_caught() throws IOException {
        assertThat(missing(verdict("good", null), verdict("bad", failure(leak.number(), message()))))
                .isEmpty();
    }

    @Test
    void misses_a_failure_where_every_test_passed() throws IOException {
        assertThat(missing(verdict("good", null), verdict("bad", null))).containsExactly("bad() should fail");
    }

    @Test
    void misses_everything_where_nothing_ran() throws IOException {
        assertThat(missing()).containsExactly("good() should pass", "bad() should fail");
    }

    @Test
    void misses_the_line_where_another_one_was_named() throws IOException {
        String elsewhere = message().replace(leak.reference(), "(" + leak.file() + ":1)");

        assertThat(missing(verdict("good", null), verdict("bad", failure(1, elsewhere))))
                .containsExactly(
                        "the message should name " + leak.reference(),
                        "the cause should have the stack of " + leak.reference());
    }

    @Test
    void misses_confirmation_and_report() throws IOException {
        String bare = "not confirmed by more runs " + leak.reference();

        assertThat(missing(verdict("good", null), verdict("bad", failure(leak.number(), bare))))
                .containsExactly("more runs should have confirmed it", "the message should name the full report");
    }

    private String message() {
        return "at LeakyUploadService.accept" + leak.reference()
                + "\n\nopens 1, closes 0 · confirmed: 12 of 12 more runs left more of the same\nfull report:  "
                + report;
    }

    private AssertionError failure(int line, String message) {
        Throwable cause = new Throwable("opened here");
        cause.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(LeakyUploadService.class.getName(), "accept", leak.file(), line)
        });
        return new AssertionError(message, cause);
    }

    private List<String> missing(Verdict... verdicts) throws IOException {
        return new Findings(leak).missing(List.of(verdicts), "good", "bad");
    }

    private static Verdict verdict(String method, AssertionError thrown) {
        UniqueId id = UniqueId.forEngine("ringfence").append("method", method);
        TestDescriptor test = new AbstractTestDescriptor(id, method + "()") {
            @Override
            public Type getType() {
                return Type.TEST;
            }
        };
        TestExecutionResult result =
                thrown == null ? TestExecutionResult.successful() : TestExecutionResult.failed(thrown);
        return new Verdict(TestIdentifier.from(test), result, Map.of());
    }
}
