package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringfence.event.Actor;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes events. One instance writes one recording: it remembers which threads and frames were defined. */
final class EventWriter {
    private final JsonGenerator json;
    private final ValueWriter values;
    private final Map<Actor, Integer> actors = new HashMap<>();
    private final Map<StackTraceElement, Integer> frames = new HashMap<>();

    EventWriter(JsonGenerator json) {
        this.json = json;
        this.values = new ValueWriter(json);
    }

    void write(TraceEvent event) throws IOException {
        if (event instanceof SyscallEvent call) writeCall(call);
        else if (event instanceof ProcessStarted started) writeStarted(started);
        else if (event instanceof ProgramExecuted executed) writeExecuted(executed);
        else if (event instanceof ProcessEnded ended) writeEnded(ended);
        else throw new IllegalStateException("no format for " + event);
    }

    void writeActor(String field, Actor actor) throws IOException {
        Integer known = actors.putIfAbsent(actor, actors.size());
        if (known != null) {
            json.writeNumberField(field, known);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeNumberField("process", actor.process().value());
        json.writeNumberField("thread", actor.thread().value());
        json.writeStringField("name", actor.name());
        json.writeStringField("kind", actor.kind().name());
        json.writeEndObject();
    }

    // --- Events ---

    private void begin(String is, TraceEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("is", is);
        json.writeNumberField("sequence", event.sequence());
        json.writeNumberField("atNanos", event.atNanos());
    }

    private void writeCall(SyscallEvent event) throws IOException {
        begin("syscall", event);
        writeActor("actor", event.actor());
        json.writeNumberField("number", event.number());
        json.writeStringField("name", event.name());
        json.writeArrayFieldStart("arguments");
        for (long argument : event.arguments()) json.writeNumber(argument);
        json.writeEndArray();
        writeOptional("path", event.pathArgument());
        writeOptional("otherPath", event.otherPath());
        writeOptional("address", event.address());
        writeOutcome(event.outcome());
        Duration inCall = event.inCall();
        if (inCall != null) json.writeNumberField("inCallNanos", inCall.toNanos());
        writeEffect(event.effect());
        json.writeStringField("scope", event.scope().name());
        values.writeArguments(event.decoded());
        writeStack(event.stack());
        json.writeEndObject();
    }

    private void writeStarted(ProcessStarted event) throws IOException {
        begin("processStarted", event);
        writeActor("parent", event.parent());
        json.writeNumberField("child", event.child().value());
        json.writeStringField("scope", event.scope().name());
        json.writeEndObject();
    }

    private void writeExecuted(ProgramExecuted event) throws IOException {
        begin("programExecuted", event);
        json.writeNumberField("process", event.process().value());
        json.writeStringField("program", event.program());
        json.writeArrayFieldStart("arguments");
        for (String argument : event.arguments()) json.writeString(argument);
        json.writeEndArray();
        List<Inherited> handedOn = event.handedOn();
        if (handedOn != null) writeInherited(handedOn);
        json.writeStringField("scope", event.scope().name());
        json.writeEndObject();
    }

    private void writeInherited(List<Inherited> handedOn) throws IOException {
        json.writeArrayFieldStart("inherited");
        for (Inherited each : handedOn) {
            json.writeStartObject();
            json.writeNumberField("fd", each.fd().value());
            json.writeStringField("link", each.link());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeEnded(ProcessEnded event) throws IOException {
        begin("processEnded", event);
        json.writeNumberField("process", event.process().value());
        json.writeStringField("end", event.end());
        json.writeEndObject();
    }

    // --- Parts ---

    private void writeOutcome(Outcome outcome) throws IOException {
        json.writeObjectFieldStart("outcome");
        if (outcome instanceof Outcome.Returned returned) {
            json.writeNumberField("returned", returned.value());
        } else if (outcome instanceof Outcome.Failed failed) {
            json.writeNumberField("failed", failed.errno().number());
            json.writeStringField("name", failed.errno().name());
        } else if (outcome instanceof Outcome.EntryOnly) {
            json.writeBooleanField("entryOnly", true);
        } else if (outcome instanceof Outcome.NeverReturned) {
            json.writeBooleanField("neverReturned", true);
        } else {
            throw new IllegalStateException("no format for " + outcome);
        }
        json.writeEndObject();
    }

    private void writeEffect(FdEffect effect) throws IOException {
        if (effect instanceof FdEffect.None) return;
        json.writeObjectFieldStart("effect");
        if (effect instanceof FdEffect.Created created) {
            json.writeArrayFieldStart("created");
            for (Fd fd : created.fds()) json.writeNumber(fd.value());
            json.writeEndArray();
            json.writeStringField("kind", created.kind().name());
            writeOptional("target", created.target());
        } else if (effect instanceof FdEffect.Duplicated duplicated) {
            json.writeNumberField("duplicated", duplicated.from().value());
            json.writeNumberField("to", duplicated.to().value());
        } else if (effect instanceof FdEffect.Closed closed) {
            json.writeNumberField("closed", closed.fd().value());
        } else if (effect instanceof FdEffect.ClosedRange range) {
            json.writeNumberField("closedFrom", range.first());
            json.writeNumberField("to", range.last());
        } else {
            throw new IllegalStateException("no format for " + effect);
        }
        json.writeEndObject();
    }

    void writeStack(JavaStack stack) throws IOException {
        json.writeObjectFieldStart("stack");
        if (stack instanceof JavaStack.Taken taken) {
            json.writeNumberField("threadId", taken.threadId());
            json.writeStringField("threadName", taken.threadName());
            json.writeBooleanField("virtual", taken.virtual());
            writeFrames(taken.frames());
        } else if (stack instanceof JavaStack.Absent absent) {
            json.writeStringField("absent", absent.reason());
        } else {
            throw new IllegalStateException("no format for " + stack);
        }
        json.writeEndObject();
    }

    private void writeFrames(List<StackTraceElement> stack) throws IOException {
        json.writeArrayFieldStart("frames");
        for (StackTraceElement frame : stack) {
            Integer known = frames.putIfAbsent(frame, frames.size());
            if (known != null) json.writeNumber(known);
            else writeFrame(frame);
        }
        json.writeEndArray();
    }

    private void writeFrame(StackTraceElement frame) throws IOException {
        json.writeStartObject();
        writeOptional("loader", frame.getClassLoaderName());
        writeOptional("module", frame.getModuleName());
        writeOptional("moduleVersion", frame.getModuleVersion());
        json.writeStringField("class", frame.getClassName());
        json.writeStringField("method", frame.getMethodName());
        writeOptional("file", frame.getFileName());
        json.writeNumberField("line", frame.getLineNumber());
        json.writeEndObject();
    }

    private void writeOptional(String field, @Nullable String value) throws IOException {
        if (value != null) json.writeStringField(field, value);
    }
}
