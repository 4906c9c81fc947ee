package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.kernelfs.proc.Namespaces;
import dev.ringfence.kernelfs.proc.Namespaces.Namespace;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskIds;
import dev.ringfence.kernelfs.proc.tools.LiveProcesses.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The namespaces of a process as lsns shows them, and how many processes are in each. */
@Tag("linux")
@Tag("tools")
class LsnsLinuxTests {
    /** lsns does not show those that children will be in. */
    private static final Set<Namespaces.Kind> OWN =
            EnumSet.complementOf(EnumSet.of(Namespaces.Kind.PID_FOR_CHILDREN, Namespaces.Kind.TIME_FOR_CHILDREN));

    @RegisterExtension
    static final LiveProcesses PROCESSES = new LiveProcesses();

    @ParameterizedTest
    @EnumSource
    void numbers_and_members_are_those_that_we_read(Kind kind) throws Exception {
        Tool lsns = Tool.named("lsns");
        LiveProcess process = PROCESSES.get(kind);
        // Processes of others start and end: lsns itself is one. So those are counted that were there before and after.
        Set<Integer> others = new HashSet<>(value(TaskIds.ofProcesses(PROC)));
        Map<Namespace, Integer> members = members(process.directory(), others);
        Map<String, Integer> theirs = lsns.lines("-p", process.pid(), "-r", "-n", "-o", "NS,TYPE,NPROCS").stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        fields -> fields[1] + ":[" + fields[0] + "]", fields -> Integer.parseInt(fields[2])));
        Set<Integer> after = new HashSet<>(value(TaskIds.ofProcesses(PROC)));
        Set<Integer> started = new HashSet<>(after);
        started.removeAll(others);
        others.retainAll(after);
        Map<Namespace, Integer> stayed = members(process.directory(), others);

        assertThat(theirs.keySet())
                .containsExactlyInAnyOrderElementsOf(members.keySet().stream()
                        .map(namespace -> namespace.type() + ":[" + namespace.inode() + "]")
                        .toList());
        members.forEach((namespace, before) -> assertThat(theirs.get(namespace.type() + ":[" + namespace.inode() + "]"))
                .as("processes in %s", namespace)
                .isBetween(stayed.get(namespace), before + started.size() + 1));
    }

    private static Map<Namespace, Integer> members(TaskDirectory process, Set<Integer> among) {
        Map<Namespace, Integer> members =
                new TreeMap<>(java.util.Comparator.comparing(Namespace::type).thenComparing(Namespace::inode));
        Namespaces own = Namespaces.read(process);
        for (Namespaces.Kind kind : OWN) {
            if (!(own.of(kind) instanceof Reading.Value<Namespace> namespace)) continue;
            long count = among.stream()
                    .filter(pid -> Namespaces.read(Live.process(pid)).of(kind).equals(namespace))
                    .count();
            members.put(namespace.read(), (int) count);
        }
        return members;
    }
}
