package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskStatus.Capabilities;
import dev.ringfence.kernelfs.proc.TaskStatus.Credentials;
import dev.ringfence.kernelfs.proc.TaskStatus.Ids;
import dev.ringfence.kernelfs.proc.TaskStatus.NamespaceIds;
import dev.ringfence.kernelfs.proc.TaskStatus.Restrictions;
import dev.ringfence.kernelfs.proc.TaskStatus.SeccompMode;
import dev.ringfence.kernelfs.proc.TaskStatus.Signals;
import java.util.ArrayList;
import java.util.List;

/** Takes the lines of {@code status} by their names. */
final class TaskStatusParser {
    private static final String NAME = "Name:\t";
    private static final long LARGEST_ID = 0xffffffffL;

    private final KernelEntries lines;

    TaskStatusParser(String file, String text) {
        lines = KernelEntries.ofColons(file, KernelText.wholeLines(file, text));
    }

    TaskStatus parse() {
        Entry state = lines.take("State");
        return new TaskStatus(
                name(lines.take("Name").line()),
                lines.take("Umask", TaskStatusParser::umask),
                TaskState.of(state.line(), state.fields().next("State")),
                lines.take("Tgid").decimalInt(),
                lines.take("Pid").decimalInt(),
                lines.take("PPid").decimalInt(),
                tracer(lines.take("TracerPid").decimalInt()),
                lines.take("Kthread", Entry::flag),
                new Credentials(ids("Uid"), ids("Gid"), numbers(lines.take("Groups"))),
                lines.take("FDSize").decimalInt(),
                inNamespaces(),
                StatusMemory.of(lines),
                lines.take("Threads").decimalInt(),
                signals(),
                capabilities(),
                new Restrictions(
                        lines.take("NoNewPrivs", Entry::flag),
                        lines.take("Seccomp", TaskStatusParser::seccomp),
                        lines.take("Seccomp_filters", Entry::decimalInt)),
                lines.take("Cpus_allowed_list", TaskStatusParser::ranges),
                lines.take("Mems_allowed_list", TaskStatusParser::ranges),
                lines.take("voluntary_ctxt_switches", Entry::unsigned),
                lines.take("nonvoluntary_ctxt_switches", Entry::unsigned),
                lines.rest());
    }

    /** Line feeds and backslashes are escaped; blanks at its ends are its own. */
    private static String name(KernelText.Line line) {
        if (!line.text().startsWith(NAME)) throw line.error("Name", "expected a tab and a name");
        String escaped = line.text().substring(NAME.length());
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < escaped.length()) {
            char c = escaped.charAt(at++);
            name.append(c == '\\' ? escaped(line, at < escaped.length() ? escaped.charAt(at++) : ' ') : c);
        }
        return name.toString();
    }

    private static char escaped(KernelText.Line line, char c) {
        if (c == 'n') return '\n';
        if (c == '\\') return c;
        throw line.error("Name", "a backslash is not followed by n or another");
    }

    private static int umask(Entry entry) {
        long mask = entry.line().octal(entry.value(), "Umask");
        if (mask > 0777) throw entry.line().error("Umask", entry.value() + " is too large");
        return (int) mask;
    }

    private static Reading<Integer> tracer(int pid) {
        return pid == 0 ? new Reading.Absent<>("nobody traces it") : new Reading.Value<>(pid);
    }

    private Ids ids(String name) {
        KernelFields fields = lines.take(name).fields();
        Ids ids = new Ids(id(fields, name), id(fields, name), id(fields, name), id(fields, name));
        fields.end();
        return ids;
    }

    private static long id(KernelFields fields, String name) {
        long id = fields.decimal(name);
        if (id > LARGEST_ID) throw fields.error(name, id + " is too large");
        return id;
    }

    private static List<Long> numbers(Entry groups) {
        List<Long> ids = new ArrayList<>();
        KernelFields fields = groups.fields();
        while (fields.hasNext()) ids.add(id(fields, groups.name()));
        return ids;
    }

    private Reading<NamespaceIds> inNamespaces() {
        return lines.take(
                "NStgid",
                process -> new NamespaceIds(
                        pids(process),
                        pids(lines.take("NSpid")),
                        pids(lines.take("NSpgid")),
                        pids(lines.take("NSsid"))));
    }

    private static List<Integer> pids(Entry entry) {
        List<Integer> pids = new ArrayList<>();
        KernelFields fields = entry.fields();
        while (fields.hasNext()) pids.add(fields.decimalInt(entry.name()));
        return pids;
    }

    private Signals signals() {
        Entry queue = lines.take("SigQ");
        int slash = queue.value().indexOf('/');
        if (slash < 0) throw queue.line().error("SigQ", "expected two numbers and a slash");
        return new Signals(
                queue.line().unsigned(queue.value().substring(0, slash), "SigQ"),
                queue.line().unsigned(queue.value().substring(slash + 1), "SigQ"),
                signals("SigPnd"),
                signals("ShdPnd"),
                signals("SigBlk"),
                signals("SigIgn"),
                signals("SigCgt"));
    }

    private SignalSet signals(String name) {
        return new SignalSet(lines.take(name).hex());
    }

    private Capabilities capabilities() {
        return new Capabilities(
                new CapabilitySet(lines.take("CapInh").hex()),
                new CapabilitySet(lines.take("CapPrm").hex()),
                new CapabilitySet(lines.take("CapEff").hex()),
                new CapabilitySet(lines.take("CapBnd").hex()),
                lines.take("CapAmb", entry -> new CapabilitySet(entry.hex())));
    }

    private static SeccompMode seccomp(Entry entry) {
        return switch (entry.decimalInt()) {
            case 0 -> SeccompMode.DISABLED;
            case 1 -> SeccompMode.STRICT;
            case 2 -> SeccompMode.FILTER;
            default -> throw entry.line().error("Seccomp", "no mode has the number " + entry.value());
        };
    }

    private static NumberRanges ranges(Entry entry) {
        return NumberRanges.parse(entry.line(), entry.value(), entry.name());
    }
}
