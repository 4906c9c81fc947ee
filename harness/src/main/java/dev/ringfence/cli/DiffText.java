package dev.ringfence.cli;

import dev.ringfence.inspection.DescriptorDelta;
import dev.ringfence.inspection.DescriptorGroup;
import dev.ringfence.inspection.Inspection;
import dev.ringfence.inspection.InspectionDelta;
import dev.ringfence.inspection.OpenDescriptor;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.StatusMemory;
import dev.ringfence.kernelfs.proc.TaskIo;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.delta.Change;
import dev.ringfence.snapshot.delta.ContextSwitches;
import dev.ringfence.snapshot.delta.LimitChange;
import dev.ringfence.snapshot.delta.MappedFile;
import dev.ringfence.snapshot.delta.TaskChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Help.Ansi;

/** Renders how two inspections of a process differ: only what differs, and what is not known. */
final class DiffText {
    private static final int MOST_NUMBERS = 5;

    private final InspectionDelta delta;
    private final DiffParts parts;

    private DiffText(InspectionDelta delta, Ansi ansi) {
        this.delta = delta;
        this.parts = new DiffParts(ansi);
    }

    /** Renders the differences; an empty text where there are none. */
    static String of(InspectionDelta delta, Ansi ansi) {
        DiffText diff = new DiffText(delta, ansi);
        diff.identity();
        diff.descriptors();
        diff.sockets();
        diff.threads();
        diff.children();
        diff.memory();
        diff.processor();
        diff.transfers();
        diff.limits();
        return diff.parts.text();
    }

    private void identity() {
        parts.begin("process");
        if (!delta.isOfOneProcess()) {
            parts.line("-", title(delta.before()));
            parts.line("+", title(delta.after()));
        }
        changed("state", delta.of(ProcessSnapshot::statistics), stat -> ProcWords.state(stat.state()));
        changed("directory", delta.process().workingDirectory(), Printable::of);
    }

    private static String title(Inspection inspection) {
        return ProcWords.title(inspection.process()) + ", started "
                + ReportText.known(inspection.started(), Instant::toString);
    }

    private <T> void changed(String title, Reading<Change<T>> change, Function<T, String> words) {
        parts.known(title, change, both -> {
            String was = words.apply(both.before());
            String is = words.apply(both.after());
            if (!was.equals(is)) parts.line("! " + title, was + " -> " + is);
        });
    }

    // --- Descriptors and sockets ---

    private void descriptors() {
        parts.begin("descriptors");
        parts.known("", delta.descriptors(), this::descriptors);
        parts.begin("mapped files");
        parts.known("", delta.process().filesMapped(), files -> mapped("+", files));
        if (delta.process().filesMapped() instanceof Reading.Value)
            parts.known("", delta.process().filesUnmapped(), files -> mapped("-", files));
    }

    private void descriptors(DescriptorDelta descriptors) {
        if (!descriptors.counts().isNone()) parts.sum(counts(descriptors.counts()));
        descriptors.kinds().forEach((kind, counts) -> parts.line("! " + kind, counts(counts)));
        groups("+", descriptors.opened());
        groups("-", descriptors.closed());
        for (Change<OpenDescriptor> change : descriptors.changed())
            parts.line(
                    "! fd " + change.after().fd(),
                    Printable.of(change.before().description()) + " -> "
                            + Printable.of(change.after().description()));
    }

    private void groups(String sign, List<OpenDescriptor> descriptors) {
        for (DescriptorGroup group : DescriptorGroup.of(descriptors)) {
            List<Integer> numbers = group.numbers();
            String target = Printable.of(group.target());
            if (numbers.size() == 1) parts.line(sign + " fd " + numbers.get(0), target);
            else
                parts.line(
                        sign + " " + numbers.size() + " times",
                        target + "  (fd " + ProcWords.some(numbers, MOST_NUMBERS) + ")");
        }
    }

    private void mapped(String sign, List<MappedFile> files) {
        for (MappedFile file : files) parts.line(sign + " " + Amounts.bytes(file.bytes()), Printable.of(file.text()));
    }

    private void sockets() {
        parts.begin("sockets");
        parts.known(
                "",
                delta.sockets(),
                states -> states.forEach((state, counts) -> parts.line("! " + state, counts(counts))));
    }

    private static String counts(Change<Integer> counts) {
        return counts.before() + " -> " + counts.after();
    }

    // --- Threads and children ---

    private void threads() {
        parts.begin("threads");
        if (delta.isOfOneProcess()) {
            parts.known("", delta.process().threadsStarted(), threads -> threads("+", threads));
            if (delta.process().threadsStarted() instanceof Reading.Value)
                parts.known("", delta.process().threadsEnded(), threads -> threads("-", threads));
        } else {
            parts.known("", delta.threads(), this::pools);
        }
    }

    private void threads(String sign, List<TaskChange> threads) {
        for (TaskChange thread : threads)
            parts.line(sign + " tid " + thread.tid(), "\"" + Printable.of(thread.name()) + "\"");
    }

    private void pools(Map<String, Change<Integer>> pools) {
        pools.forEach((pool, counts) -> parts.line("! " + counts(counts), "\"" + Printable.of(pool) + "\""));
    }

    private void children() {
        parts.begin("children");
        delta.childrenStarted().forEach(child -> parts.line("+ pid " + child.pid(), child(child)));
        delta.childrenEnded().forEach(child -> parts.line("- pid " + child.pid(), child(child)));
        delta.childrenDied().forEach(child -> parts.line("! pid " + child.pid(), child(child)));
    }

    private static String child(ProcessSnapshot child) {
        boolean zombie = child.statistics()
                .value()
                .map(stat -> stat.state() == TaskState.ZOMBIE)
                .orElse(false);
        return ProcWords.shortCommand(child) + (zombie ? "  zombie" : "");
    }

    // --- How much ---

    private void memory() {
        parts.begin("memory");
        amount("resident", DiffText.memory(StatusMemory::residentBytes));
        amount("peak", DiffText.memory(StatusMemory::peakResidentBytes));
        amount("swapped", memory -> DiffText.status(memory).flatMap(StatusMemory::swappedBytes));
        amount("addresses", DiffText.memory(StatusMemory::sizeBytes));
        // Others who begin or end to share its pages change its share, so by itself that is no difference.
        if (parts.hasBegun())
            amount(
                    "share (PSS)",
                    process -> process.memory().map(rollup -> rollup.use().proportionalBytes()));
    }

    private static Function<ProcessSnapshot, Reading<Long>> memory(ToLongFunction<StatusMemory> field) {
        return process -> status(process).map(field::applyAsLong);
    }

    private static Reading<StatusMemory> status(ProcessSnapshot process) {
        return process.status().flatMap(TaskStatus::memory);
    }

    private void amount(String title, Function<ProcessSnapshot, Reading<Long>> bytes) {
        parts.known(title, delta.of(bytes), both -> {
            if (!both.isNone())
                parts.line(
                        "! " + title,
                        Amounts.bytes(both.before()) + " -> " + Amounts.bytes(both.after()) + " ("
                                + Amounts.bytesMore(both.after() - both.before()) + ")");
        });
    }

    private void processor() {
        parts.begin("processor");
        changed(
                "program",
                delta.of(ProcessSnapshot::statistics),
                stat -> Amounts.time(stat.times().user()));
        changed(
                "kernel",
                delta.of(ProcessSnapshot::statistics),
                stat -> Amounts.time(stat.times().system()));
        number(
                "faults",
                delta.of(ProcessSnapshot::statistics),
                (TaskStatistics stat) -> stat.faults().minor());
        number(
                "from disk",
                delta.of(ProcessSnapshot::statistics),
                (TaskStatistics stat) -> stat.faults().major());
        // Files of an earlier version do not have them.
        delta.contextSwitches().value().ifPresent(this::switches);
    }

    private void switches(ContextSwitches switches) {
        long voluntary = switches.voluntaryAtLeast();
        long involuntary = switches.involuntaryAtLeast();
        if (voluntary + involuntary > 0)
            parts.line("+ switches", "at least " + voluntary + " voluntary, " + involuntary + " involuntary");
    }

    private void transfers() {
        parts.begin("transfers");
        Reading<Change<TaskIo>> io = delta.of(ProcessSnapshot::io);
        if (!(io instanceof Reading.Value)) {
            parts.known("", io, never -> {});
            return;
        }
        amount("read", process -> process.io().map(TaskIo::readBytes));
        amount("written", process -> process.io().map(TaskIo::writtenBytes));
        number("reads", io, TaskIo::reads);
        number("writes", io, TaskIo::writes);
        amount("fetched", process -> process.io().map(TaskIo::fetchedBytes));
        amount("sent", process -> process.io().map(TaskIo::sentBytes));
    }

    private <T> void number(String title, Reading<Change<T>> change, ToLongFunction<T> number) {
        changed(title, change, of -> Long.toUnsignedString(number.applyAsLong(of)));
    }

    private void limits() {
        parts.begin("limits");
        parts.known("", delta.process().limits(), changes -> {
            for (LimitChange change : changes)
                parts.line("! " + change.name(), change.before() + " -> " + change.after());
        });
    }
}
