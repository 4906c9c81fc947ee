package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.WindowStates;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what {@code /proc} said around a window: its files verbatim, and of what could not be read the reason. */
final class StateWriter {
    private final JsonGenerator json;

    StateWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Writes a value that was read. */
    private interface Value<T> {
        void write(T value) throws IOException;
    }

    void write(WindowStates states) throws IOException {
        json.writeObjectFieldStart("states");
        writeState("opened", states.opened());
        writeState("closed", states.closed());
        writeState("settled", states.settled());
        json.writeEndObject();
    }

    void writeState(String field, StateSnapshot state) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("atNanos", state.atNanos());
        json.writeNumberField("tookNanos", state.tookNanos());
        json.writeArrayFieldStart("parts");
        for (SnapshotPart part : state.parts()) json.writeString(part.name());
        json.writeEndArray();
        json.writeArrayFieldStart("processes");
        for (ProcessSnapshot process : state.processes()) writeProcess(process);
        json.writeEndArray();
        json.writeFieldName("machine");
        writeReading(state.machine(), this::writeMachine);
        json.writeEndObject();
    }

    private void writeProcess(ProcessSnapshot process) throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", process.pid());
        json.writeFieldName("units");
        writeReading(process.units(), this::writeUnits);
        json.writeFieldName("threads");
        writeReading(process.threads(), this::writeThreads);
        json.writeFieldName("descriptors");
        writeReading(process.descriptors(), this::writeDescriptors);
        writeTexts("files", process.files());
        writeTexts("links", process.links());
        json.writeEndObject();
    }

    private void writeMachine(MachineSnapshot machine) throws IOException {
        json.writeStartObject();
        json.writeFieldName("units");
        writeReading(machine.units(), this::writeUnits);
        writeTexts("files", machine.files());
        json.writeEndObject();
    }

    private void writeUnits(MachineUnits units) throws IOException {
        json.writeStartArray();
        json.writeNumber(units.ticksPerSecond());
        json.writeNumber(units.pageBytes());
        json.writeEndArray();
    }

    private void writeThreads(List<Integer> threads) throws IOException {
        json.writeStartArray();
        for (int tid : threads) json.writeNumber(tid);
        json.writeEndArray();
    }

    private void writeDescriptors(Map<Integer, String> descriptors) throws IOException {
        json.writeStartArray();
        for (Map.Entry<Integer, String> descriptor : descriptors.entrySet()) {
            json.writeNumber(descriptor.getKey());
            json.writeString(descriptor.getValue());
        }
        json.writeEndArray();
    }

    private void writeTexts(String field, Map<String, Reading<String>> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (Map.Entry<String, Reading<String>> text : texts.entrySet()) {
            json.writeString(text.getKey());
            writeReading(text.getValue(), json::writeString);
        }
        json.writeEndArray();
    }

    private <T> void writeReading(Reading<T> reading, Value<T> value) throws IOException {
        if (reading instanceof Reading.Value<T> read) {
            value.write(read.read());
            return;
        }
        json.writeStartObject();
        json.writeStringField(reading instanceof Reading.Absent ? "absent" : "failed", reading.fault());
        json.writeEndObject();
    }
}
