package dev.ringfence.environment;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelText.Line;
import java.util.List;
import java.util.Optional;

/** Parses the files that explain a refusal: proc_pid_status(5), proc_pid_mountinfo(5), user_namespaces(7). */
final class SurroundingsParser {
    private static final String STATUS = "/proc/self/status";
    private static final String MOUNTINFO = "/proc/self/mountinfo";
    private static final String UID_MAP = "/proc/self/uid_map";
    /** The whole range of user ids, which the first user namespace maps to itself. */
    private static final long ALL_IDS = 0xffffffffL;

    private SurroundingsParser() {}

    static int yamaScope(String text) {
        return KernelText.line("/proc/sys/kernel/yama/ptrace_scope", text).decimalInt(0, "ptrace_scope");
    }

    /** {@code TracerPid:	4711}, 0 without a tracer. */
    static Optional<Integer> tracer(String status) {
        int tracer = field(status, "TracerPid:").decimalInt(1, "TracerPid");
        return tracer == 0 ? Optional.empty() : Optional.of(tracer);
    }

    /** {@code Seccomp:	2}; a kernel without seccomp has no such line. */
    static int seccompMode(String status) {
        return find(status, "Seccomp:")
                .map(line -> line.decimalInt(1, "Seccomp"))
                .orElse(0);
    }

    /** {@code CapEff:	000001ffffffffff}. */
    static boolean hasCapability(String status, int capability) {
        Line line = field(status, "CapEff:");
        return (line.hex(line.field(1, "CapEff"), "CapEff") >>> capability & 1) == 1;
    }

    /** The first user namespace has one line, {@code 0 0 4294967295}. */
    static boolean isMapped(String uidMap) {
        List<Line> lines = KernelText.lines(UID_MAP, uidMap);
        if (lines.size() != 1) return true;
        Line line = lines.get(0);
        return line.decimal(line.field(0, "inside"), "inside") != 0
                || line.decimal(line.field(1, "outside"), "outside") != 0
                || line.decimal(line.field(2, "length"), "length") != ALL_IDS;
    }

    /** AppArmor: {@code unconfined} or {@code docker-default (enforce)}; SELinux: a context. It may end with a NUL. */
    static Optional<String> confinement(String current) {
        String profile = current.replace("\0", "").strip();
        boolean free = profile.isEmpty()
                || profile.equals("unconfined")
                || profile.equals("kernel")
                || profile.contains(":unconfined_t:");
        return free ? Optional.empty() : Optional.of(profile);
    }

    /** The option of the filesystem mounted last on {@code /proc}: {@code 25 30 0:23 / /proc rw - proc proc rw,hidepid=invisible}. */
    static Optional<String> hidepid(String mountinfo) {
        Optional<String> found = Optional.empty();
        for (Line line : KernelText.lines(MOUNTINFO, mountinfo)) {
            List<String> fields = line.fields();
            if (line.field(4, "mount point").equals("/proc")) {
                found = option(fields.get(fields.size() - 1), "hidepid=");
            }
        }
        return found.filter(value -> !value.equals("0") && !value.equals("off"));
    }

    private static Optional<String> option(String options, String prefix) {
        int at = ("," + options).indexOf("," + prefix);
        if (at < 0) return Optional.empty();
        String value = options.substring(at + prefix.length());
        int end = value.indexOf(',');
        return Optional.of(end < 0 ? value : value.substring(0, end));
    }

    private static Line field(String status, String key) {
        return find(status, key).orElseThrow(() -> KernelText.line(STATUS, "").error(key, "the file has no such line"));
    }

    private static Optional<Line> find(String status, String key) {
        return KernelText.lines(STATUS, status).stream()
                .filter(line -> line.text().startsWith(key))
                .findFirst();
    }
}
