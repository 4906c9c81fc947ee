package dev.ringfence.worker;

import dev.ringfence.channel.Frame.TestEvent;
import dev.ringfence.channel.ThrowableCodec;
import dev.ringfence.jupiter.RunNotes;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Turns JUnit's events into frames, after what the test wrote before them has left this JVM. */
final class EventForwarder implements TestExecutionListener {
    private final Confirmation confirmation;
    private final EventOutput out;

    EventForwarder(Confirmation confirmation, EventOutput out) {
        this.confirmation = confirmation;
        this.out = out;
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier id) {
        forward(TestEvents.registered(id));
    }

    @Override
    public void executionStarted(TestIdentifier id) {
        forward(TestEvents.started(id));
        // The body may kill this process at once, and then its test is to be blamed.
        if (id.isTest()) out.awaitWritten();
    }

    @Override
    public void executionSkipped(TestIdentifier id, String reason) {
        forward(TestEvents.skipped(id, reason));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier id, ReportEntry entry) {
        forward(TestEvents.entry(id, entry.getKeyValuePairs()));
    }

    @Override
    public void fileEntryPublished(TestIdentifier id, FileEntry file) {
        forward(TestEvents.file(id, file));
    }

    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        flushOutput();
        Throwable thrown = result.getThrowable().orElse(null);
        byte[] encoded = thrown == null ? null : ThrowableCodec.encode(thrown);
        RunNotes notes = RunNotes.take(id.getUniqueId()).orElse(null);
        confirmation.finished(TestEvents.finished(id, status(result), encoded), thrown, notes);
    }

    private void forward(TestEvent event) {
        flushOutput();
        confirmation.event(event);
    }

    private static void flushOutput() {
        System.out.flush();
        System.err.flush();
    }

    private static TestEvent.Status status(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> TestEvent.Status.SUCCESSFUL;
            case ABORTED -> TestEvent.Status.ABORTED;
            case FAILED -> TestEvent.Status.FAILED;
        };
    }
}
