package dev.ringfence.cli;

import dev.ringfence.inspection.HeldSocket;
import dev.ringfence.inspection.LimitUse;
import dev.ringfence.inspection.OpenDescriptor;
import dev.ringfence.inspection.ThreadFact;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.CommandLine;
import dev.ringfence.kernelfs.proc.Limit;
import dev.ringfence.kernelfs.proc.StatusMemory;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Renders what a process is and has, for programs. Amounts are in bytes, times in nanoseconds. */
final class ProcJson {
    private final ProcView view;
    private final ProcessSnapshot process;

    private ProcJson(ProcView view) {
        this.view = view;
        this.process = view.inspection().process();
    }

    static String of(ProcView view) {
        ProcJson report = new ProcJson(view);
        FactsJson json = new FactsJson();
        report.identity(json);
        json.list(
                "descriptors",
                view.descriptors(),
                descriptor -> of -> of.put("fd", descriptor.fd())
                        .put("kind", descriptor.kind())
                        .put("link", descriptor.link())
                        .put("description", descriptor.description()));
        json.list("sockets", report.sockets(), ProcJson::socket);
        json.list(
                "threads",
                ThreadFact.listOf(report.process),
                thread -> of -> of.put("tid", thread.tid())
                        .put("name", thread.name())
                        .put("state", ProcWords.state(thread.state())));
        json.list("children", view.inspection().children(), ProcJson::child);
        report.uses(json);
        json.list("limits", LimitUse.listOf(report.process), ProcJson::limit);
        report.groups(json);
        return json.finish();
    }

    private void identity(FactsJson json) {
        Reading<TaskStatistics> stat = process.statistics();
        json.put("pid", process.pid());
        json.put("at", view.inspection().at());
        json.put("name", stat, TaskStatistics::comm);
        json.put("commandLine", process.commandLine(), CommandLine::arguments);
        json.put("program", process.program(), link -> link);
        json.put("directory", process.workingDirectory(), link -> link);
        json.put("user", process.status(), status -> status.credentials().user().effective());
        json.put(
                "realUser",
                process.status(),
                status -> status.credentials().user().real());
        json.put("parent", stat, known -> known.family().parent());
        json.put("started", view.inspection().started(), at -> at);
        json.put("state", stat, known -> ProcWords.state(known.state()));
    }

    private Reading<List<HeldSocket>> sockets() {
        if (view.descriptors() instanceof Reading.Value<List<OpenDescriptor>> known)
            return HeldSocket.of(process, known.read());
        return view.descriptors().map(never -> List.of());
    }

    private static Consumer<FactsJson> socket(HeldSocket socket) {
        return json -> {
            json.put("fd", socket.fd())
                    .put("protocol", socket.protocol())
                    .put("state", socket.state())
                    .put("ends", socket.ends());
            socket.receiveQueueBytes().value().ifPresent(queue -> json.put("receiveQueue", queue));
        };
    }

    private static Consumer<FactsJson> child(ProcessSnapshot child) {
        return json -> json.put("pid", child.pid())
                .put("name", child.statistics(), TaskStatistics::comm)
                .put("commandLine", child.commandLine(), CommandLine::arguments)
                .put("state", child.statistics(), stat -> ProcWords.state(stat.state()));
    }

    // --- How much ---

    private void uses(FactsJson json) {
        Reading<StatusMemory> memory = process.status().value().isPresent()
                ? process.status().value().get().memory()
                : new Reading.Failed<>(process.status().fault());
        json.object("memory", memory, of -> fields -> {
            fields.put("resident", of.residentBytes())
                    .put("peakResident", of.peakResidentBytes())
                    .put("anonymous", of.residentAnonymousBytes(), bytes -> bytes)
                    .put("ofFiles", of.residentFileBytes(), bytes -> bytes)
                    .put("shared", of.residentSharedBytes(), bytes -> bytes)
                    .put(
                            "proportional",
                            process.memory(),
                            rollup -> rollup.use().proportionalBytes())
                    .put("swapped", of.swappedBytes(), bytes -> bytes)
                    .put("addresses", of.sizeBytes());
        });
        json.object(
                "processor",
                process.statistics(),
                stat -> fields -> fields.put("user", stat.times().user().toNanos())
                        .put("system", stat.times().system().toNanos())
                        .put("minorFaults", unsigned(stat.faults().minor()))
                        .put("majorFaults", unsigned(stat.faults().major())));
        json.object(
                "transfers",
                process.io(),
                io -> fields -> fields.put("readBytes", unsigned(io.readBytes()))
                        .put("writtenBytes", unsigned(io.writtenBytes()))
                        .put("reads", unsigned(io.reads()))
                        .put("writes", unsigned(io.writes()))
                        .put("fetchedBytes", unsigned(io.fetchedBytes()))
                        .put("sentBytes", unsigned(io.sentBytes()))
                        .put("cancelledBytes", unsigned(io.cancelledBytes())));
    }

    private static Consumer<FactsJson> limit(LimitUse use) {
        return json -> {
            json.put("limit", use.resource().name().toLowerCase(Locale.ROOT))
                    .put("soft", limit(use.row().soft()))
                    .put("hard", limit(use.row().hard()))
                    .put("unit", use.row().unit());
            json.put("used", use.used(), used -> used);
        };
    }

    private static Object limit(Limit limit) {
        return limit instanceof Limit.AtMost most ? unsigned(most.value()) : limit.toString();
    }

    private void groups(FactsJson json) {
        json.list(
                "groups",
                process.groups(),
                group -> of -> of.put("controllers", group.controllers()).put("path", group.path()));
        json.object(
                "groupMemory",
                view.groups().memory(),
                memory -> of -> of.put("current", unsigned(memory.currentBytes()))
                        .put("limit", memory.limit(), ProcJson::limit));
        json.object(
                "groupProcessor",
                view.groups().processor(),
                processor -> of -> of.put("used", processor.used().toNanos())
                        .put("quota", processor.quota(), quota -> quota.time().toNanos())
                        .put(
                                "period",
                                processor.quota(),
                                quota -> quota.period().toNanos())
                        .put(
                                "throttled",
                                processor.throttling(),
                                held -> held.throttled().toNanos()));
        json.object(
                "groupProcesses",
                view.groups().processes(),
                processes -> of -> of.put("current", unsigned(processes.current()))
                        .put("limit", processes.limit(), ProcJson::limit));
    }

    private static Object unsigned(long value) {
        return value >= 0 ? value : new BigInteger(Long.toUnsignedString(value));
    }
}
