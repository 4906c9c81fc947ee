package dev.ringfence.samples.demo;

import dev.ringfence.samples.course.S01RejectedUploadTestCase;
import dev.ringfence.samples.demo.Terminal.Style;
import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import dev.ringfence.samples.upload.LeakyUploadService;
import java.io.IOException;
import java.util.List;

/**
 * Runs the test of the leaky upload service and shows how the leak is caught. Exits with 0 when it was caught with the line
 * that leaks, with 1 and what is missing otherwise.
 */
public final class Demo {
    private static final String INNOCENT = "stores_an_upload";
    private static final String LEAKING = "refuses_a_damaged_upload";
    private final Terminal terminal;

    private Demo(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the demo; takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        boolean caught = new Demo(Terminal.ofThisProcess()).run();
        System.exit(caught ? 0 : 1);
    }

    private boolean run() throws IOException {
        terminal.line(Style.STRONG, "An upload service refuses damaged uploads and answers 422, as it should.");
        terminal.line("Its clients see nothing wrong. Its tests run in a traced JVM now:");
        terminal.line("");
        SourceLine leak = SourceLine.containing("Files.newOutputStream(", LeakyUploadService.class);
        List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE).of(S01RejectedUploadTestCase.class);
        verdicts.forEach(this::show);
        List<String> missing = new Findings(leak).missing(verdicts, INNOCENT, LEAKING);
        terminal.line("");
        if (missing.isEmpty()) showLine(leak, verdicts);
        return conclude(missing, leak);
    }

    private void show(Verdict verdict) {
        boolean passed = verdict.isSuccessful();
        terminal.line(
                passed ? Style.GOOD : Style.BAD,
                (passed ? "  passed  " : "  FAILED  ") + verdict.test().getDisplayName());
        verdict.result().getThrowable().ifPresent(this::showMessage);
    }

    private void showMessage(Throwable thrown) {
        terminal.line("");
        String.valueOf(thrown.getMessage()).lines().forEach(line -> terminal.line("    " + line));
        terminal.line("");
    }

    private void showLine(SourceLine leak, List<Verdict> verdicts) {
        leak.excerpt(2).forEach(terminal::line);
        terminal.line("");
        Findings.find(verdicts, LEAKING)
                .flatMap(verdict -> Findings.report(verdict.thrown()))
                .ifPresent(report -> terminal.line("full report: " + report));
    }

    private boolean conclude(List<String> missing, SourceLine leak) {
        if (missing.isEmpty()) {
            terminal.line(Style.GOOD, "caught: the leak is opened at " + leak.reference());
            return true;
        }
        terminal.line(Style.BAD, "not caught: " + String.join("; ", missing));
        return false;
    }
}
