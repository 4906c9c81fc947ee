package dev.ringfence.cli;

import static dev.ringfence.cli.ReportText.known;

import dev.ringfence.inspection.DescriptorGroup;
import dev.ringfence.inspection.HeldSocket;
import dev.ringfence.inspection.OpenDescriptor;
import dev.ringfence.inspection.ThreadFact;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Renders what a process is and has, for people. */
final class ProcText {
    private static final int MOST_GROUPS = 20;
    private static final int MOST_NUMBERS = 5;
    private static final int MOST_POOLS = 12;
    private static final int MOST_SOCKETS = 10;
    private static final int MOST_CHILDREN = 20;

    private final ProcView view;
    private final ProcessSnapshot process;
    private final ReportText text;

    private ProcText(ProcView view, Ansi ansi) {
        this.view = view;
        this.process = view.inspection().process();
        this.text = new ReportText(ansi);
    }

    /**
     * Renders a process.
     *
     * @param all whether each descriptor has a line of its own
     */
    static String of(ProcView view, boolean all, Ansi ansi) {
        ProcText report = new ProcText(view, ansi);
        report.identity();
        report.descriptors(all);
        report.sockets();
        report.threads();
        report.children();
        new ProcNumbers(view, report.text).append();
        return report.text.toString();
    }

    // --- What it is ---

    private void identity() {
        text.part("process " + process.pid(), ProcWords.command(process));
        text.line("program", process.program(), Printable::of);
        text.line("directory", process.workingDirectory(), Printable::of);
        text.line("user", process.status(), status -> {
            long real = status.credentials().user().real();
            long effective = status.credentials().user().effective();
            return view.users().of(effective)
                    + (real == effective ? "" : ", started by " + view.users().of(real));
        });
        text.line("parent", parent());
        String age = view.inspection()
                .age()
                .value()
                .map(time -> ", " + Amounts.time(time) + " ago")
                .orElse("");
        text.line("started", view.inspection().started(), at -> at.truncatedTo(ChronoUnit.SECONDS) + age);
        text.line("state", state());
    }

    private String parent() {
        Reading<TaskStatistics> stat = process.statistics();
        if (!(stat instanceof Reading.Value<TaskStatistics> known)) return known(stat, never -> "");
        int pid = known.read().family().parent();
        if (pid == 0) return "none that can be seen from here";
        return pid
                + view.inspection()
                        .parent()
                        .map(parent -> " " + ProcWords.shortCommand(parent))
                        .orElse("");
    }

    private String state() {
        Reading<TaskStatistics> stat = process.statistics();
        if (!(stat instanceof Reading.Value<TaskStatistics> known)) return known(stat, never -> "");
        String tracer = process.status()
                .value()
                .flatMap(status -> status.tracer().value())
                .map(pid -> ", traced by " + pid)
                .orElse("");
        String threads = ", " + Amounts.count(known.read().threads(), "thread") + tracer;
        if (known.read().state() != TaskState.ZOMBIE)
            return ProcWords.state(known.read().state()) + threads;
        return text.alarming("zombie") + ": " + ProcWords.ended(known.read())
                + ", and its parent has not waited for it";
    }

    // --- Descriptors ---

    private void descriptors(boolean all) {
        if (!(view.descriptors() instanceof Reading.Value<List<OpenDescriptor>> known)) {
            text.part("descriptors", known(view.descriptors(), never -> ""));
            return;
        }
        List<OpenDescriptor> open = known.read();
        text.part("descriptors", open.size() + " open" + ProcNumbers.ofLimit(process, text));
        if (open.isEmpty()) return;
        text.line("by kind", ProcWords.counts(open, OpenDescriptor::kind));
        if (all) open.forEach(each -> text.line("fd " + each.fd(), Printable.of(each.description())));
        else groups(DescriptorGroup.of(open));
    }

    private void groups(List<DescriptorGroup> groups) {
        for (DescriptorGroup group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
            String target = Printable.of(group.target());
            int count = group.numbers().size();
            if (count == 1) text.line("fd " + group.numbers().get(0), target);
            else text.line(count + " times", target + "  (fd " + ProcWords.some(group.numbers(), MOST_NUMBERS) + ")");
        }
        int left = groups.stream()
                .skip(MOST_GROUPS)
                .mapToInt(group -> group.numbers().size())
                .sum();
        if (left > 0) text.line("...", "and " + left + " more: --fds lists all");
    }

    // --- Sockets ---

    private void sockets() {
        Reading<List<HeldSocket>> sockets = view.descriptors() instanceof Reading.Value<List<OpenDescriptor>> known
                ? HeldSocket.of(process, known.read())
                : view.descriptors().map(never -> List.of());
        if (!(sockets instanceof Reading.Value<List<HeldSocket>> held)) {
            text.part("sockets", known(sockets, never -> ""));
            return;
        }
        if (held.read().isEmpty()) return;
        text.part("sockets", Integer.toString(held.read().size()));
        Map<String, List<HeldSocket>> byProtocol = new LinkedHashMap<>();
        for (String protocol : List.of("TCP", "UDP", "unix")) byProtocol.put(protocol, new ArrayList<>());
        for (HeldSocket socket : held.read())
            byProtocol
                    .computeIfAbsent(socket.protocol(), none -> new ArrayList<>())
                    .add(socket);
        byProtocol.forEach((protocol, of) -> {
            if (!of.isEmpty()) text.line(protocol, ProcWords.counts(of, HeldSocket::state));
        });
        held.read().stream().filter(HeldSocket::listens).forEach(this::listener);
        leftOpen(held.read().stream().filter(HeldSocket::isLeftOpen).toList());
    }

    private void listener(HeldSocket socket) {
        long waiting = socket.receiveQueueBytes().value().orElse(0L);
        String wait = waiting == 0 ? "" : ", " + Amounts.count(waiting, "connection") + " not accepted yet";
        text.line("listens", "fd " + socket.fd() + "  " + socket.protocol() + " " + Printable.of(socket.ends()) + wait);
    }

    private void leftOpen(List<HeldSocket> sockets) {
        if (sockets.isEmpty()) return;
        text.line(
                "CLOSE_WAIT",
                text.alarming(Amounts.count(sockets.size(), "connection"))
                        + " that the other side has closed and this process has not:");
        sockets.stream()
                .limit(MOST_SOCKETS)
                .forEach(socket -> text.more("fd " + socket.fd() + "  " + socket.ends()
                        + socket.receiveQueueBytes()
                                .value()
                                .filter(bytes -> bytes > 1)
                                .map(bytes -> ", " + (bytes - 1) + " bytes not read")
                                .orElse("")));
        if (sockets.size() > MOST_SOCKETS) text.more("and " + (sockets.size() - MOST_SOCKETS) + " more");
    }

    // --- Threads and children ---

    private void threads() {
        Reading<List<ThreadFact>> threads = ThreadFact.listOf(process);
        if (!(threads instanceof Reading.Value<List<ThreadFact>> known)) {
            text.part("threads", known(threads, never -> ""));
            return;
        }
        List<ThreadFact> all = known.read();
        text.part("threads", all.size() + ": " + ProcWords.counts(all, thread -> ProcWords.state(thread.state())));
        Map<String, List<ThreadFact>> pools = new LinkedHashMap<>();
        ProcWords.countsOf(all, ThreadFact::pool).keySet().forEach(pool -> pools.put(pool, new ArrayList<>()));
        for (ThreadFact thread : all)
            pools.computeIfAbsent(thread.pool(), none -> new ArrayList<>()).add(thread);
        pools.values().stream().limit(MOST_POOLS).forEach(this::pool);
        long left =
                pools.values().stream().skip(MOST_POOLS).mapToLong(List::size).sum();
        if (left > 0) text.line("...", "and " + left + " more with other names");
    }

    private void pool(List<ThreadFact> threads) {
        ThreadFact first = threads.get(0);
        boolean alone = threads.size() == 1;
        String states = alone
                ? ProcWords.state(first.state())
                : ProcWords.counts(threads, thread -> ProcWords.state(thread.state()));
        text.line(
                alone ? "tid " + first.tid() : threads.size() + " times",
                "\"" + Printable.of(alone ? first.name() : first.pool()) + "\"  " + states);
    }

    private void children() {
        List<ProcessSnapshot> children = view.inspection().children();
        List<ProcessSnapshot> zombies =
                children.stream().filter(child -> isZombie(child.statistics())).toList();
        String dead = zombies.isEmpty() ? "" : ", of which " + text.alarming(Amounts.count(zombies.size(), "zombie"));
        text.part("children", children.size() + dead);
        children.stream().limit(MOST_CHILDREN).forEach(child -> text.line("pid " + child.pid(), child(child)));
        if (children.size() > MOST_CHILDREN) text.line("...", "and " + (children.size() - MOST_CHILDREN) + " more");
    }

    private String child(ProcessSnapshot child) {
        return ProcWords.shortCommand(child) + "  "
                + known(
                        child.statistics(),
                        stat -> stat.state() == TaskState.ZOMBIE
                                ? "zombie: " + ProcWords.ended(stat) + ", and has not been waited for"
                                : ProcWords.state(stat.state()));
    }

    private static boolean isZombie(Reading<TaskStatistics> stat) {
        return stat.value().map(known -> known.state() == TaskState.ZOMBIE).orElse(false);
    }
}
