package dev.ringfence.cli;

import static dev.ringfence.cli.Amounts.bytes;
import static dev.ringfence.cli.Amounts.count;
import static dev.ringfence.cli.ReportText.known;

import dev.ringfence.inspection.GroupUse;
import dev.ringfence.inspection.LimitUse;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Limit;
import dev.ringfence.kernelfs.proc.ResourceLimits.Resource;
import dev.ringfence.kernelfs.proc.StatusMemory;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.kernelfs.proc.cgroup.GroupMembership;
import dev.ringfence.kernelfs.proc.cgroup.GroupMemory;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcessor;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders how much a process uses and how much it may use. */
final class ProcNumbers {
    private static final int NAME = 24;
    private static final int NUMBER = 14;

    private final ProcView view;
    private final ProcessSnapshot process;
    private final ReportText text;

    ProcNumbers(ProcView view, ReportText text) {
        this.view = view;
        this.process = view.inspection().process();
        this.text = text;
    }

    void append() {
        memory();
        processor();
        transfers();
        limits();
        groups();
    }

    /** Returns {@code , 1024 allowed} and what the process may raise it to. */
    static String ofLimit(ProcessSnapshot process, ReportText text) {
        return LimitUse.listOf(process).value().orElse(List.of()).stream()
                .filter(use -> use.resource() == Resource.NOFILE)
                .findFirst()
                .map(use -> ", " + use.row().soft() + " allowed"
                        + (use.row().hard().equals(use.row().soft())
                                ? ""
                                : " (it may raise that to " + use.row().hard() + ")")
                        + (use.isNearlyMet() ? ": " + text.alarming("nearly all are used") : ""))
                .orElse("");
    }

    // --- What it uses ---

    private void memory() {
        Reading<TaskStatus> status = process.status();
        Reading<StatusMemory> memory = status instanceof Reading.Value<TaskStatus> value
                ? value.read().memory()
                : new Reading.Failed<>(status.fault());
        if (!(memory instanceof Reading.Value<StatusMemory> known)) {
            text.part("memory", known(memory, never -> ""));
            return;
        }
        StatusMemory of = known.read();
        text.part("memory", bytes(of.residentBytes()) + " resident, " + bytes(of.peakResidentBytes()) + " at its peak");
        text.line(
                "resident",
                "anonymous " + known(of.residentAnonymousBytes(), Amounts::bytes) + ", of files "
                        + known(of.residentFileBytes(), Amounts::bytes) + ", shared "
                        + known(of.residentSharedBytes(), Amounts::bytes));
        text.line(
                "share (PSS)",
                process.memory(),
                rollup -> bytes(rollup.use().proportionalBytes()) + ", of which private "
                        + bytes(rollup.use().privateCleanBytes() + rollup.use().privateDirtyBytes()));
        text.line("swapped", of.swappedBytes(), Amounts::bytes);
        text.line("addresses", bytes(of.sizeBytes()) + ", " + bytes(of.peakSizeBytes()) + " at its peak");
    }

    private void processor() {
        text.part(
                "processor",
                known(
                        process.statistics(),
                        stat -> Amounts.time(stat.times().user()) + " in the program, "
                                + Amounts.time(stat.times().system()) + " in the kernel"));
        if (!(process.statistics() instanceof Reading.Value<?>)) return;
        text.line(
                "children",
                process.statistics(),
                stat -> Amounts.time(stat.times().userOfChildren()) + " and "
                        + Amounts.time(stat.times().systemOfChildren()) + ", of those that were waited for");
        text.line(
                "page faults",
                process.statistics(),
                stat -> Long.toUnsignedString(stat.faults().minor()) + " without a disk, "
                        + Long.toUnsignedString(stat.faults().major()) + " with one");
    }

    private void transfers() {
        text.part("transfers", process.io() instanceof Reading.Value<?> ? "" : known(process.io(), never -> ""));
        process.io().value().ifPresent(io -> {
            text.line(
                    "read",
                    bytes(io.readBytes()) + " in " + count(io.reads(), "call") + ", " + bytes(io.fetchedBytes())
                            + " from storage");
            text.line(
                    "written",
                    bytes(io.writtenBytes()) + " in " + count(io.writes(), "call") + ", " + bytes(io.sentBytes())
                            + " to storage"
                            + (io.cancelledBytes() == 0
                                    ? ""
                                    : " less " + bytes(io.cancelledBytes()) + " cut off before"));
        });
    }

    // --- What it may use ---

    private void limits() {
        Reading<List<LimitUse>> limits = LimitUse.listOf(process);
        if (!(limits instanceof Reading.Value<List<LimitUse>> known)) {
            text.part("limits", known(limits, never -> ""));
            return;
        }
        text.part("limits", "");
        text.plain(row("", "soft", "hard", "used"));
        for (LimitUse use : known.read()) {
            String used = use.used()
                    .value()
                    .map(value -> use.isInBytes() ? bytes(value) : Long.toUnsignedString(value))
                    .orElse("-");
            String row = row(
                    use.name(),
                    ProcWords.limit(use.row().soft(), use.isInBytes()),
                    ProcWords.limit(use.row().hard(), use.isInBytes()),
                    used);
            text.plain(use.isNearlyMet() ? row + "  " + text.alarming("nearly met") : row);
        }
    }

    private static String row(String name, String soft, String hard, String used) {
        String format = "  %-" + NAME + "s%" + NUMBER + "s%" + NUMBER + "s%" + NUMBER + "s";
        return String.format(Locale.ROOT, format, name, soft, hard, used);
    }

    private void groups() {
        text.part("cgroup", known(process.groups(), this::paths));
        GroupUse use = view.groups();
        text.line("memory", use.memory(), this::memory);
        text.line("processor", use.processor(), this::processor);
        text.line(
                "processes",
                use.processes(),
                of -> Long.toUnsignedString(of.current()) + " of " + known(of.limit(), Limit::toString));
    }

    /** The topmost group limits nothing, so it is shown only where it is alone. */
    private String paths(List<GroupMembership> groups) {
        List<String> paths = new ArrayList<>();
        for (GroupMembership group : groups) {
            String controllers = String.join(",", group.controllers());
            if (!group.path().equals("/"))
                paths.add(Printable.of(group.path()) + (controllers.isEmpty() ? "" : " (" + controllers + ")"));
        }
        if (paths.isEmpty()) return groups.isEmpty() ? "none" : "/";
        return String.join(", ", paths);
    }

    private String memory(GroupMemory memory) {
        String events = memory.events().value().orElse(Map.of()).entrySet().stream()
                .filter(event -> event.getValue() != 0)
                .map(event -> ", " + event.getKey() + " " + Long.toUnsignedString(event.getValue()))
                .reduce("", String::concat);
        return bytes(memory.currentBytes()) + " of "
                + known(memory.limit(), limit -> ProcWords.limit(limit, true))
                + memory.peakBytes()
                        .value()
                        .map(peak -> ", " + bytes(peak) + " at its peak")
                        .orElse("")
                + events;
    }

    private String processor(GroupProcessor processor) {
        String quota = processor
                .quota()
                .value()
                .map(allowed -> "may use " + Amounts.time(allowed.time()) + " each " + Amounts.time(allowed.period()))
                .orElse(processor.quota().fault());
        String held = processor
                .throttling()
                .value()
                .filter(throttling -> throttling.periods() != 0)
                .map(throttling -> ", held back in " + Long.toUnsignedString(throttling.throttledPeriods()) + " of "
                        + Long.toUnsignedString(throttling.periods()) + " periods for "
                        + Amounts.time(throttling.throttled()))
                .orElse("");
        return quota + held;
    }
}
