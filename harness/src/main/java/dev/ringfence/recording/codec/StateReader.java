package dev.ringfence.recording.codec;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.WindowStates;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what {@link StateWriter} writes. */
final class StateReader {
    private final StrictJson in;

    StateReader(StrictJson in) {
        this.in = in;
    }

    WindowStates read() {
        in.field("states").beginObject();
        WindowStates states = new WindowStates(readState("opened"), readState("closed"), readState("settled"));
        in.endObject();
        return states;
    }

    StateSnapshot readState(String field) {
        in.field(field).beginObject();
        StateSnapshot state = new StateSnapshot(
                in.field("atNanos").number(),
                in.field("tookNanos").number(),
                readParts(),
                in.field("processes").list(this::readProcess),
                readMachine());
        in.endObject();
        return state;
    }

    private Set<SnapshotPart> readParts() {
        Set<SnapshotPart> parts = EnumSet.noneOf(SnapshotPart.class);
        parts.addAll(in.field("parts").list(() -> in.constant(SnapshotPart.class)));
        return parts;
    }

    private ProcessSnapshot readProcess() {
        in.beginObject();
        ProcessSnapshot process = new ProcessSnapshot(
                in.field("pid").integer(),
                readField("units", this::readUnits),
                readField("threads", () -> in.list(in::integer)),
                readField("descriptors", this::readDescriptors),
                readTexts("files"),
                readTexts("links"));
        in.endObject();
        return process;
    }

    private Reading<MachineSnapshot> readMachine() {
        in.field("machine").beginObject();
        Reading<MachineSnapshot> machine = in.isField("units")
                ? new Reading.Value<>(new MachineSnapshot(readField("units", this::readUnits), readTexts("files")))
                : readFault();
        in.endObject();
        return machine;
    }

    private MachineUnits readUnits() {
        in.beginArray();
        MachineUnits units = new MachineUnits(in.number(), in.number());
        in.endArray();
        return units;
    }

    private Map<Integer, String> readDescriptors() {
        Map<Integer, String> descriptors = new TreeMap<>();
        in.forEachElement(() -> descriptors.put(in.integer(), in.text()));
        return descriptors;
    }

    private Map<String, Reading<String>> readTexts(String field) {
        Map<String, Reading<String>> texts = new TreeMap<>();
        in.field(field).forEachElement(() -> texts.put(in.text(), readReading(in::text)));
        return texts;
    }

    private <T> Reading<T> readField(String field, Supplier<T> value) {
        in.field(field);
        return readReading(value);
    }

    /** A value is a string or an array; an object says why there is none. */
    private <T> Reading<T> readReading(Supplier<T> value) {
        if (in.isText() || in.isArray()) return new Reading.Value<>(value.get());
        in.beginObject();
        Reading<T> fault = readFault();
        in.endObject();
        return fault;
    }

    private <T> Reading<T> readFault() {
        return in.isField("absent")
                ? new Reading.Absent<>(in.field("absent").text())
                : new Reading.Failed<>(in.field("failed").text());
    }
}
