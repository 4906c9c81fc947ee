package dev.ringfence.cli;

import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.program.CallTally;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.CallNames;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.EventFacts;
import dev.ringfence.recording.codec.LogFormat;
import dev.ringfence.recording.codec.RecordingFormatException;
import dev.ringfence.recording.codec.RecordingStream;
import dev.ringfence.recording.codec.TraceLog;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.CallFacts;
import dev.ringfence.syscall.expression.CallFilter;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Counts the calls of files, of each of which it keeps no more than a line or an event. */
final class SummaryInput {
    private static final int BUFFER = 1 << 16;

    private final CallFilter filter;
    private final Consumer<String> remarks;
    private final CallTally tally = new CallTally();

    /**
     * Makes one.
     *
     * @param filter that holds for calls that are counted
     * @param remarks gets what is to be said about files beside their calls
     */
    SummaryInput(CallFilter filter, Consumer<String> remarks) {
        this.filter = filter;
        this.remarks = remarks;
    }

    List<dev.ringfence.program.CallCount> counts() {
        return tally.counts();
    }

    /**
     * Counts the calls of a file.
     *
     * @throws IOException if it cannot be read
     * @throws RecordingFormatException if it is of another format
     */
    void add(Path file) throws IOException {
        try (InputStream in = open(file)) {
            switch (LogFormat.of(in)) {
                case TRACE -> addLog(file, in);
                case RECORDING -> addRecording(file);
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER);
    }

    // --- Logs ---

    private void addLog(Path file, InputStream in) throws IOException {
        boolean aboutArguments = filter.expressions().stream()
                .anyMatch(expression ->
                        expression instanceof CallExpression.Descriptors || expression instanceof CallExpression.Paths);
        boolean cut = TraceLog.read(in, aboutArguments, call -> {
            if (call.end() instanceof CallEnd.Unfinished || !filter.holds(call)) return;
            tally.add(call.call(), 1, failures(call), call.nanos());
        });
        if (cut) remarks.accept(file + ": the last line is not whole, as the tracer was ended; the rest is counted");
    }

    private static OptionalLong failures(CallFacts call) {
        CallEnd end = call.end();
        if (end instanceof CallEnd.Unavailable) return OptionalLong.empty();
        return OptionalLong.of(end instanceof CallEnd.Failed ? 1 : 0);
    }

    // --- Recordings ---

    /** What the descriptors stand for at the start comes behind the events that this explains. */
    private void addRecording(Path file) throws IOException {
        if (!Files.isRegularFile(file)) throw new IOException("a recording is read twice, and this is no file");
        Set<String> withResults = new HashSet<>();
        RecordingStream.Outline outline;
        try (InputStream in = open(file)) {
            outline = RecordingStream.read(in, directoryOf(file), event -> {
                if (event instanceof SyscallEvent call && !(call.outcome() instanceof Outcome.EntryOnly))
                    withResults.add(call.name());
            });
        }
        for (Completeness.Gap gap : outline.gaps()) {
            if (gap.concern() == Completeness.Concern.COUNTS) remarks.accept(file + ": " + gap.text());
        }
        Optional<String> dropped = outline.gaps().stream()
                .filter(gap -> gap.concern() == Completeness.Concern.EVENTS)
                .map(Completeness.Gap::text)
                .findFirst();
        if (dropped.isPresent() && isByNames()) {
            outline.counts().forEach(count -> add(count, withResults));
        } else {
            dropped.ifPresent(text -> remarks.accept(file + ": " + text + "; the rest is counted"));
            addEvents(file, outline.facts());
        }
    }

    private boolean isByNames() {
        return filter.expressions().stream().allMatch(CallExpression.Calls.class::isInstance);
    }

    /** Of calls of which only entries were watched, failures are not known. */
    private void add(CallCount count, Set<String> withResults) {
        Syscall call = CallNames.call(count.name());
        boolean wanted = filter.expressions().stream()
                .allMatch(expression -> expression instanceof CallExpression.Calls calls
                        && calls.selection().contains(call));
        boolean known = count.failures() > 0 || withResults.contains(count.name());
        OptionalLong failures = known ? OptionalLong.of(count.failures()) : OptionalLong.empty();
        if (wanted) tally.add(call, count.calls(), failures, OptionalLong.empty());
    }

    private void addEvents(Path file, EventFacts facts) throws IOException {
        try (InputStream in = open(file)) {
            RecordingStream.read(in, directoryOf(file), event -> {
                if (event instanceof SyscallEvent call) addCall(facts.of(call), call.duration());
                facts.apply(event);
            });
        }
    }

    /** How long a call took is known where its exit was watched. */
    private void addCall(CallFacts call, Optional<Duration> duration) {
        OptionalLong nanos =
                duration.map(time -> OptionalLong.of(time.toNanos())).orElse(OptionalLong.empty());
        if (filter.holds(call)) tally.add(call.call(), 1, failures(call), nanos);
    }

    private static Path directoryOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }
}
