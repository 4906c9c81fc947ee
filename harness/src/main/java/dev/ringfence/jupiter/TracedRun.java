package dev.ringfence.jupiter;

import dev.ringfence.CurrentRecorder;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
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
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void judge(Recording recording) throws Throwable {
        Optional<Throwable> failure = checks.failure(recording, checkContext);
        checkContext.publish();
        if (failure.isEmpty()) return;
        if (failure.get() instanceof SuspicionError suspicion) {
            keepEvidence(suspicion, recording);
            throw suspicion;
        }
        throw reported(failure.get(), recording);
    }

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
