package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.Settling;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.snapshot.WindowStates;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes one recording. */
final class RecordingWriter {
    private final JsonGenerator json;
    private final EventWriter events;
    private final Map<Long, TraceEvent> written = new HashMap<>();

    RecordingWriter(JsonGenerator json) {
        this.json = json;
        this.events = new EventWriter(json);
    }

    void write(Recording recording) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", RecordingCodec.FORMAT);
        json.writeNumberField("version", RecordingCodec.VERSION);
        json.writeStringField("name", recording.name());
        json.writeNumberField("workerPid", recording.workerPid());
        json.writeNumberField("startNanos", recording.startNanos());
        json.writeStringField("startedAt", recording.startedAt().toString());
        json.writeNumberField("endNanos", recording.endNanos());
        json.writeArrayFieldStart("observed");
        for (String name : new TreeSet<>(recording.observed())) json.writeString(name);
        json.writeEndArray();
        writeEvents(recording.events());
        SpilledEvents spilled = recording.spilled();
        if (spilled != null) writeSpill(spilled);
        writeCounts(recording.counts());
        writeSnapshots(recording);
        json.writeArrayFieldStart("descriptors");
        for (Descriptor descriptor : recording.descriptors()) {
            if (isUntouched(descriptor, recording))
                json.writeNumber(descriptor.life().fd().value());
            else writeDescriptor(descriptor);
        }
        json.writeEndArray();
        json.writeNumberField("peakDescriptors", recording.peakDescriptors());
        writeSettling(recording.settling());
        writeCompleteness(recording.completeness());
        if (!recording.unfinished().isEmpty()) writeUnfinished(recording.unfinished());
        WindowStates around = recording.states();
        if (around != null) new StateWriter(json).write(around);
        if (!recording.threads().isEmpty()) writeThreads(recording.threads());
        json.writeEndObject();
    }

    private void writeUnfinished(List<SyscallEvent> unfinished) throws IOException {
        json.writeArrayFieldStart("unfinished");
        for (SyscallEvent call : unfinished) events.write(call);
        json.writeEndArray();
    }

    private void writeThreads(List<LeftThread> threads) throws IOException {
        json.writeArrayFieldStart("threads");
        for (LeftThread thread : threads) {
            json.writeStartObject();
            events.writeActor("actor", thread.actor());
            json.writeNumberField(
                    "startedAfterBootNanos", thread.startedAfterBoot().toNanos());
            events.writeStack(thread.stack());
            ThreadStart start = thread.start();
            if (start != null) writeStart(start);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeStart(ThreadStart start) throws IOException {
        json.writeObjectFieldStart("start");
        json.writeNumberField("thread", start.thread().value());
        json.writeNumberField("atNanos", start.atNanos());
        events.writeActor("starter", start.starter());
        events.writeStack(start.stack());
        json.writeEndObject();
    }

    private void writeEvents(List<TraceEvent> all) throws IOException {
        json.writeArrayFieldStart("events");
        for (TraceEvent event : all) {
            events.write(event);
            written.putIfAbsent(event.sequence(), event);
        }
        json.writeEndArray();
    }

    private void writeSpill(SpilledEvents spilled) throws IOException {
        json.writeObjectFieldStart("spilled");
        json.writeStringField("file", spilled.file().toString());
        json.writeNumberField("count", spilled.count());
        json.writeEndObject();
    }

    private void writeCounts(List<CallCount> counts) throws IOException {
        json.writeArrayFieldStart("counts");
        for (CallCount count : counts) {
            json.writeStartObject();
            json.writeStringField("name", count.name());
            json.writeStringField("scope", count.scope().name());
            json.writeNumberField("calls", count.calls());
            json.writeNumberField("failures", count.failures());
            if (count.timed() > 0) {
                json.writeNumberField("timed", count.timed());
                json.writeNumberField("inCallsNanos", count.inCalls().toNanos());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Most are: what a JVM has open. All that is known of these is in the table at the end. */
    static boolean isUntouched(Descriptor descriptor, Recording recording) {
        Fd fd = descriptor.life().fd();
        return recording
                .after()
                .target(fd.value())
                .map(target -> descriptor.equals(untouched(fd, target)))
                .orElse(false);
    }

    /** Returns what a number alone stands for: open before, and at the end, and of no kind that was seen. */
    static Descriptor untouched(Fd fd, FdTarget target) {
        return new Descriptor(
                new DescriptorLife(fd, FdKind.OTHER, new Opening.Before(), new Ending.StillOpen()), target);
    }

    private void writeDescriptor(Descriptor descriptor) throws IOException {
        DescriptorLife life = descriptor.life();
        json.writeStartObject();
        json.writeNumberField("fd", life.fd().value());
        json.writeStringField("kind", life.kind().name());
        writeOpening(life.opening());
        writeEnding(life.ending());
        FdTarget target = descriptor.targetAtEnd();
        if (target != null) {
            json.writeFieldName("target");
            writeTarget(target);
        }
        json.writeEndObject();
    }

    private void writeOpening(Opening opening) throws IOException {
        json.writeFieldName("opening");
        if (opening instanceof Opening.Before) {
            json.writeString("before");
        } else if (opening instanceof Opening.Unseen) {
            json.writeString("unseen");
        } else if (opening instanceof Opening.Seen seen) {
            json.writeStartObject();
            json.writeFieldName("event");
            writeEventOrReference(seen.event());
            Fd source = seen.copiedFrom();
            if (source != null) json.writeNumberField("copiedFrom", source.value());
            json.writeEndObject();
        } else {
            throw new IllegalStateException("no format for " + opening);
        }
    }

    private void writeEventOrReference(SyscallEvent event) throws IOException {
        if (event.equals(written.get(event.sequence()))) json.writeNumber(event.sequence());
        else events.write(event);
    }

    private void writeEnding(Ending ending) throws IOException {
        json.writeFieldName("ending");
        if (ending instanceof Ending.StillOpen) {
            json.writeString("stillOpen");
        } else if (ending instanceof Ending.Vanished) {
            json.writeString("vanished");
        } else if (ending instanceof Ending.Closed closed) {
            json.writeStartObject();
            json.writeNumberField("atNanos", closed.atNanos());
            events.writeActor("by", closed.by());
            json.writeStringField("call", closed.call());
            json.writeEndObject();
        } else {
            throw new IllegalStateException("no format for " + ending);
        }
    }

    /** Writes of the table at the end only what differs from that at the beginning. */
    private void writeSnapshots(Recording recording) throws IOException {
        FdSnapshot before = recording.before();
        FdSnapshot after = recording.after();
        json.writeObjectFieldStart("before");
        json.writeNumberField("atNanos", before.atNanos());
        writeTargets(before.targets());
        json.writeEndObject();
        json.writeObjectFieldStart("after");
        json.writeNumberField("atNanos", after.atNanos());
        json.writeArrayFieldStart("gone");
        for (int fd : before.targets().keySet()) if (!after.targets().containsKey(fd)) json.writeNumber(fd);
        json.writeEndArray();
        Map<Integer, FdTarget> changed = new TreeMap<>();
        after.targets().forEach((fd, target) -> {
            if (!target.equals(before.targets().get(fd))) changed.put(fd, target);
        });
        writeTargets(changed);
        json.writeEndObject();
    }

    private void writeTargets(Map<Integer, FdTarget> targets) throws IOException {
        json.writeArrayFieldStart("targets");
        for (Map.Entry<Integer, FdTarget> target : targets.entrySet()) {
            json.writeStartArray();
            json.writeNumber(target.getKey());
            writeTarget(target.getValue());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** Writes a link alone where the description says no more. */
    private void writeTarget(FdTarget target) throws IOException {
        if (target.link().equals(target.description())) {
            json.writeString(target.link());
            return;
        }
        json.writeStartArray();
        json.writeString(target.link());
        json.writeString(target.description());
        json.writeEndArray();
    }

    private void writeSettling(Settling settling) throws IOException {
        json.writeObjectFieldStart("settling");
        json.writeNumberField("waitedNanos", settling.waitedNanos());
        json.writeBooleanField("quiet", settling.quiet());
        json.writeEndObject();
    }

    private void writeCompleteness(Completeness completeness) throws IOException {
        json.writeArrayFieldStart("gaps");
        for (Completeness.Gap gap : completeness.gaps()) {
            json.writeStartObject();
            json.writeStringField("concern", gap.concern().name());
            json.writeStringField("text", gap.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
