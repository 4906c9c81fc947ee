package dev.ringfence.jupiter;

import dev.ringfence.CurrentRecorder;
import dev.ringfence.budget.KeyNumbers;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.SpilledEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** One run of a test body in a worker: its window, then, where it passed, the checks. */
final class TracedRun {
    private final WindowSource windows;
    private final ExtensionContext context;
    private final Checks checks;
    private final TestCheckContext checkContext;

    TracedRun(WindowSource windows, ExtensionContext context, Checks checks) {
        this.windows = windows;
        this.context = context;
        this.checks = checks;
        this.checkContext = new TestCheckContext(context);
    }

    void proceed(Invocation<Void> body) throws Throwable {
        // All that the window needs is loaded before it opens.
        String name = checkContext.testName();
        TestRecorder recorder = TestRecorder.begin(windows, name);
        CurrentRecorder.set(recorder);
        try {
            body.proceed();
        } catch (Throwable t) {
            CurrentRecorder.set(null);
            closeAfter(t, recorder);
            throw t;
        }
        CurrentRecorder.set(null);
        judge(recorder.end());
    }

    private void closeAfter(Throwable failure, TestRecorder recorder) {
        try {
            Recording recording = recorder.abandon();
            if (failure instanceof SuspicionError suspicion) keepEvidence(suspicion, recording);
            leaveNotes(recording, List.of(), List.of());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void judge(Recording recording) throws Throwable {
        Optional<Throwable> failure = checks.failure(recording, checkContext);
        checkContext.publish();
        if (failure.isEmpty()) {
            leaveNotes(recording, checkContext.inquiries(), List.of());
        } else if (failure.get() instanceof SuspicionError suspicion) {
            keepEvidence(suspicion, recording);
            leaveNotes(recording, checkContext.inquiries(), List.of());
            throw suspicion;
        } else {
            throw reported(failure.get(), recording);
        }
    }

    // --- What the worker is told ---

    private void leaveNotes(Recording recording, List<Inquiry> inquiries, List<String> reports) {
        boolean mayFail = ConfirmationRound.current() == 0 && inquiries.stream().anyMatch(TracedRun::mayFail);
        if (mayFail) windows.keep(recording);
        TestFindings findings = new TestFindings(
                KeyNumbers.of(recording), recording.completeness().isComplete(), new TreeMap<>(), reports);
        RunNotes.Evidence evidence = mayFail ? new RecordedEvidence(recording, checkContext) : RunNotes.NO_EVIDENCE;
        new RunNotes(findings, inquiries, evidence).leave(context.getUniqueId());
    }

    private static boolean mayFail(Inquiry inquiry) {
        boolean passes = inquiry.answer(List.of(inquiry)) instanceof Inquiry.Answered answered && answered.passes();
        return inquiry.canFail() && !passes;
    }

    private record RecordedEvidence(Recording recording, CheckContext checkContext) implements RunNotes.Evidence {
        @Override
        public Optional<Path> write(Throwable finalFailure) throws IOException {
            return InstalledReportWriter.get().write(recording, finalFailure, checkContext);
        }

        @Override
        public void discard() throws IOException {
            Path spill = recording.spill().map(SpilledEvents::file).orElse(null);
            if (spill != null) Files.deleteIfExists(spill);
        }
    }

    // --- Reports ---

    /** What is only suspected has no report: most suspicions are the first use of something. */
    private void keepEvidence(SuspicionError suspicion, Recording recording) {
        windows.keep(recording);
        suspicion.keep(finalFailure -> InstalledReportWriter.get().write(recording, finalFailure, checkContext));
    }

    /** A run that only confirms is not reported, so nothing may be attached to it. */
    private Throwable reported(Throwable failure, Recording recording) {
        if (ConfirmationRound.current() > 0) return failure;
        try {
            Optional<Path> written = InstalledReportWriter.get().write(recording, failure, checkContext);
            leaveNotes(recording, List.of(), written.map(Reports::besides).orElse(List.of()));
            if (written.isEmpty()) return failure;
            Path report = written.get();
            String fileName = String.valueOf(report.getFileName());
            context.publishFile(
                    fileName,
                    mediaType(fileName),
                    target -> Files.copy(report, target, StandardCopyOption.REPLACE_EXISTING));
            return Reports.named(failure, report);
        } catch (RuntimeException | IOException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    private static MediaType mediaType(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".html")) return MediaType.create("text", "html", StandardCharsets.UTF_8);
        return lower.endsWith(".json") ? MediaType.APPLICATION_JSON : MediaType.TEXT_PLAIN_UTF_8;
    }
}
