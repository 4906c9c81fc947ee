package dev.ringfence.jupiter;

import dev.ringfence.CurrentRecorder;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            if (failure instanceof SuspicionError) attachReport(recording, failure);
        } catch (RuntimeException | IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void judge(Recording recording) throws Throwable {
        Optional<Throwable> failure = checks.failure(recording, checkContext);
        checkContext.publish();
        if (failure.isEmpty()) return;
        try {
            attachReport(recording, failure.get());
        } catch (RuntimeException | IOException e) {
            failure.get().addSuppressed(e);
        }
        throw failure.get();
    }

    /** A run that only confirms is not reported, so nothing may be attached to it. */
    private void attachReport(Recording recording, Throwable failure) throws IOException {
        if (ConfirmationRound.current() > 0) return;
        Optional<Path> written = InstalledReportWriter.get().write(recording, failure, checkContext);
        if (written.isEmpty()) return;
        Path report = written.get();
        String fileName = String.valueOf(report.getFileName());
        context.publishFile(fileName, mediaType(fileName), target -> Files.copy(report, target));
    }

    private static MediaType mediaType(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".html")) return MediaType.create("text", "html", StandardCharsets.UTF_8);
        return lower.endsWith(".json") ? MediaType.APPLICATION_JSON : MediaType.TEXT_PLAIN_UTF_8;
    }
}
