package dev.ringfence.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table of packages: which stage may use which. A stage that is handed a recording sees what recordings are made of,
 * so the stages that hold values alone bring along those that they may use themselves.
 */
final class Stages {
    static final String BASE = "dev.ringfence";

    private static final Set<String> VALUES = Set.of("event", "kernelfs", "ledger", "recording", "snapshot", "syscall");

    private static final Map<String, Set<String>> TABLE = new TreeMap<>(Map.ofEntries(
            stage("", "recording", "syscall"),
            // Reads @Traced, asks the checks what their annotations need observed, and knows what is observed anyway.
            stage("engine", "", "budget", "channel", "jupiter", "report", "results", "session", "snapshot", "syscall"),
            stage("session", "channel", "snapshot"),
            stage("channel", "event", "recording.codec", "snapshot"),
            // Owns what is native in its process, and has the doctor explain what was refused.
            stage("tracer", "channel", "environment", "ffi", "recording", "report", "snapshot", "spawn", "trace"),
            stage("spawn", "ffi", "kernelfs", "syscall", "trace.abi", "trace.seccomp", "trace.stop"),
            // Serves the windows that the extension asks for, confirms what it suspects, writes the page of a failure.
            stage("worker", "budget", "channel", "hotspot", "jupiter", "recording", "report"),
            stage("jupiter", "", "budget", "recording"),
            stage("trace", "ffi", "event", "hotspot", "syscall", "kernelfs"),
            stage("syscall", "kernelfs"),
            stage("event", "syscall"),
            stage("ledger", "event"),
            stage("kernelfs"),
            stage("hotspot", "kernelfs"),
            // Knows the heap by what the virtual machine prints of it.
            stage("snapshot", "event", "hotspot", "kernelfs"),
            stage("inspection", "snapshot"),
            // Is asked in the language of calls.
            stage("recording", "event", "ledger", "snapshot", "syscall"),
            // Counts what recordings hold.
            stage("budget", "recording", "syscall", "kernelfs"),
            stage("report", "budget", "recording", "results"),
            stage("results", "budget", "recording.codec"),
            // Probes by doing: starts a stopped shell and filters it.
            stage("environment", "ffi", "kernelfs", "spawn", "syscall", "trace.seccomp", "trace.stop"),
            // Starts programs, and shares with the worker's loop what is not about workers.
            stage(
                    "program",
                    "ffi",
                    "hotspot",
                    "kernelfs",
                    "spawn",
                    "syscall",
                    "trace",
                    "trace.abi",
                    "trace.seccomp",
                    "trace.stop"),
            // Counts what is in recordings, too.
            stage(
                    "cli",
                    "budget",
                    "environment",
                    "inspection",
                    "program",
                    "recording",
                    "report",
                    "spawn",
                    "syscall",
                    "tracer"),
            // The names of error numbers.
            stage("ffi", "syscall")));

    /** Parts of a stage, most of them pure, that others use without the rest of it. */
    private static final Set<String> PARTS = Set.of("recording.codec", "trace.abi", "trace.seccomp", "trace.stop");

    /** Uses that the table forbids, each with its reason. */
    private static final List<Exemption> EXEMPTIONS = List.of(new Exemption(
            "dev.ringfence.Traced",
            "dev.ringfence.jupiter.RingfenceExtension",
            "@ExtendWith on the annotation names the extension, so that a test author writes one annotation"));

    /** A fault of ours has one type, wherever it shows. */
    private static final String OUR_FAULT = "dev.ringfence.session.HarnessException";

    private Stages() {}

    /** A use that is allowed although the table forbids it. */
    record Exemption(String from, String to, String because) {
        boolean covers(JavaClass origin, JavaClass target) {
            return origin.getName().equals(from) && target.getName().equals(to);
        }
    }

    private static Map.Entry<String, Set<String>> stage(String name, String... mayUse) {
        return Map.entry(name, Set.of(mayUse));
    }

    static List<Exemption> exemptions() {
        return EXEMPTIONS;
    }

    /** Returns the stage that a class of ours belongs to, or empty where the table has none. */
    static Optional<String> of(JavaClass type) {
        String inside = within(type);
        return TABLE.keySet().stream()
                .filter(stage -> stage.isEmpty() ? inside.isEmpty() : isWithin(inside, stage))
                .max(Comparator.comparingInt(String::length));
    }

    /** Returns whether the table lets a class of one stage use a class of another. */
    static boolean allows(String stage, JavaClass target) {
        if (target.getName().equals(OUR_FAULT)) return true;
        String inside = within(target);
        Optional<String> part =
                PARTS.stream().filter(name -> isWithin(inside, name)).findAny();
        if (part.isPresent() && TABLE.get(stage).contains(part.get())) return true;
        String targetStage = of(target).orElse("?");
        return targetStage.equals(stage) || usable(stage).contains(targetStage);
    }

    private static Set<String> usable(String stage) {
        Set<String> usable = new HashSet<>();
        for (String name : TABLE.get(stage)) {
            if (usable.add(name) && VALUES.contains(name)) usable.addAll(usable(name));
        }
        return usable;
    }

    private static String within(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE) ? "" : name.substring(BASE.length() + 1);
    }

    private static boolean isWithin(String name, String stage) {
        return name.equals(stage) || name.startsWith(stage + ".");
    }
}
