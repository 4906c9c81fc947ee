package dev.ringfence.cli;

import dev.ringfence.inspection.DescriptorDelta;
import dev.ringfence.inspection.Inspection;
import dev.ringfence.inspection.InspectionDelta;
import dev.ringfence.inspection.OpenDescriptor;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.CommandLine;
import dev.ringfence.kernelfs.proc.StatusMemory;
import dev.ringfence.kernelfs.proc.TaskIo;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.delta.Change;
import dev.ringfence.snapshot.delta.ContextSwitches;
import dev.ringfence.snapshot.delta.LimitChange;
import dev.ringfence.snapshot.delta.MappedFile;
import dev.ringfence.snapshot.delta.TaskChange;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Renders how two inspections of a process differ, for programs: what {@link DiffText} shows, and what it does not because it is
 * the same. Amounts are in bytes, times in nanoseconds.
 */
final class DiffJson {
    private final InspectionDelta delta;
    private final FactsJson json = new FactsJson();

    private DiffJson(InspectionDelta delta) {
        this.delta = delta;
    }

    /**
     * Renders the differences.
     *
     * @param differs whether there are any, or that is not known
     */
    static String of(InspectionDelta delta, boolean differs) {
        DiffJson diff = new DiffJson(delta);
        diff.json.put("differs", differs);
        diff.identity();
        diff.descriptors();
        diff.threads();
        diff.children();
        diff.json.object("memory", of -> diff.memory());
        diff.json.object("processor", of -> diff.processor());
        diff.json.object("transfers", of -> diff.transfers());
        diff.json.list("limits", delta.process().limits(), DiffJson::limit);
        return diff.json.finish();
    }

    private void identity() {
        json.put("oneProcess", delta.isOfOneProcess());
        json.object("before", of -> process(delta.before()));
        json.object("after", of -> process(delta.after()));
        change("state", ProcessSnapshot::statistics, stat -> ProcWords.state(stat.state()));
        change("directory", ProcessSnapshot::workingDirectory, directory -> directory);
    }

    private void process(Inspection inspection) {
        json.put("at", inspection.at())
                .put("pid", inspection.process().pid())
                .put("commandLine", inspection.process().commandLine(), CommandLine::arguments)
                .put("started", inspection.started(), at -> at);
    }

    private <T> void change(String name, Function<ProcessSnapshot, Reading<T>> reading, Function<T, Object> value) {
        json.object(
                name,
                delta.of(reading),
                change ->
                        of -> of.put("before", value.apply(change.before())).put("after", value.apply(change.after())));
    }

    // --- Descriptors and sockets ---

    private void descriptors() {
        json.object("descriptors", delta.descriptors(), descriptors -> of -> descriptors(descriptors));
        json.object("mappedFiles", of -> {
            of.list("mapped", delta.process().filesMapped(), DiffJson::mapped);
            of.list("unmapped", delta.process().filesUnmapped(), DiffJson::mapped);
        });
        json.list("sockets", delta.sockets().map(Map::entrySet), state -> counts("state", state));
    }

    private void descriptors(DescriptorDelta descriptors) {
        json.put("before", descriptors.counts().before())
                .put("after", descriptors.counts().after())
                .list("kinds", descriptors.kinds().entrySet(), kind -> counts("kind", kind))
                .list("opened", descriptors.opened(), DiffJson::descriptor)
                .list("closed", descriptors.closed(), DiffJson::descriptor)
                .list("changed", descriptors.changed(), DiffJson::changed);
    }

    private static Consumer<FactsJson> counts(String name, Map.Entry<String, Change<Integer>> counts) {
        return of -> of.put(name, counts.getKey())
                .put("before", counts.getValue().before())
                .put("after", counts.getValue().after());
    }

    private static Consumer<FactsJson> descriptor(OpenDescriptor descriptor) {
        return of -> of.put("fd", descriptor.fd())
                .put("kind", descriptor.kind())
                .put("link", descriptor.link())
                .put("description", descriptor.description());
    }

    private static Consumer<FactsJson> changed(Change<OpenDescriptor> change) {
        return of -> of.put("fd", change.after().fd())
                .put("before", change.before().description())
                .put("after", change.after().description());
    }

    private static Consumer<FactsJson> mapped(MappedFile file) {
        return of -> of.put("path", file.text()).put("bytes", file.bytes()).put("shared", file.shared());
    }

    // --- Threads and children ---

    /** Of two processes threads can only be counted. */
    private void threads() {
        json.object("threads", of -> {
            of.list("started", ofOneProcess(delta.process().threadsStarted()), DiffJson::thread);
            of.list("ended", ofOneProcess(delta.process().threadsEnded()), DiffJson::thread);
            of.list("pools", delta.threads().map(Map::entrySet), pool -> counts("name", pool));
        });
    }

    private <T> Reading<T> ofOneProcess(Reading<T> reading) {
        return delta.isOfOneProcess() ? reading : new Reading.Absent<>("these are two processes");
    }

    private static Consumer<FactsJson> thread(TaskChange thread) {
        return of -> of.put("tid", thread.tid()).put("name", thread.name());
    }

    private void children() {
        json.object(
                "children",
                of -> of.list("started", delta.childrenStarted(), DiffJson::child)
                        .list("ended", delta.childrenEnded(), DiffJson::child)
                        .list("died", delta.childrenDied(), DiffJson::child));
    }

    private static Consumer<FactsJson> child(ProcessSnapshot child) {
        return of -> of.put("pid", child.pid())
                .put("name", child.statistics(), TaskStatistics::comm)
                .put("commandLine", child.commandLine(), CommandLine::arguments)
                .put("state", child.statistics(), stat -> ProcWords.state(stat.state()));
    }

    // --- How much ---

    private void memory() {
        memory("resident", StatusMemory::residentBytes);
        memory("peakResident", StatusMemory::peakResidentBytes);
        change(
                "swapped",
                process -> process.status().flatMap(TaskStatus::memory).flatMap(StatusMemory::swappedBytes),
                DiffJson::unsigned);
        memory("addresses", StatusMemory::sizeBytes);
        change("proportional", ProcessSnapshot::memory, memory -> memory.use().proportionalBytes());
    }

    private void memory(String name, ToLongFunction<StatusMemory> field) {
        change(
                name,
                process -> process.status().flatMap(TaskStatus::memory),
                memory -> unsigned(field.applyAsLong(memory)));
    }

    private void processor() {
        change("user", ProcessSnapshot::statistics, stat -> stat.times().user().toNanos());
        change(
                "system",
                ProcessSnapshot::statistics,
                stat -> stat.times().system().toNanos());
        change(
                "minorFaults",
                ProcessSnapshot::statistics,
                stat -> unsigned(stat.faults().minor()));
        change(
                "majorFaults",
                ProcessSnapshot::statistics,
                stat -> unsigned(stat.faults().major()));
        json.object("switches", delta.contextSwitches(), DiffJson::switches);
    }

    private static Consumer<FactsJson> switches(ContextSwitches switches) {
        return of -> of.put("voluntaryAtLeast", switches.voluntaryAtLeast())
                .put("involuntaryAtLeast", switches.involuntaryAtLeast())
                .list("threads", switched(switches), DiffJson::switched)
                .list("notCounted", switches.notCounted(), DiffJson::thread);
    }

    private static List<ContextSwitches.OfThread> switched(ContextSwitches switches) {
        return switches.threads().stream().filter(thread -> thread.total() > 0).toList();
    }

    private static Consumer<FactsJson> switched(ContextSwitches.OfThread thread) {
        return of -> of.put("tid", thread.thread().tid())
                .put("name", thread.thread().name())
                .put("voluntary", thread.voluntary())
                .put("involuntary", thread.involuntary());
    }

    private void transfers() {
        transfer("readBytes", TaskIo::readBytes);
        transfer("writtenBytes", TaskIo::writtenBytes);
        transfer("reads", TaskIo::reads);
        transfer("writes", TaskIo::writes);
        transfer("fetchedBytes", TaskIo::fetchedBytes);
        transfer("sentBytes", TaskIo::sentBytes);
    }

    private void transfer(String name, ToLongFunction<TaskIo> field) {
        change(name, ProcessSnapshot::io, io -> unsigned(field.applyAsLong(io)));
    }

    private static Consumer<FactsJson> limit(LimitChange change) {
        return of ->
                of.put("limit", change.name()).put("before", change.before()).put("after", change.after());
    }

    private static Object unsigned(long value) {
        return value >= 0 ? value : new BigInteger(Long.toUnsignedString(value));
    }
}
