package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What {@code /proc/TID/status} says about a thread of any process.
 *
 * @param process its thread group
 * @param innerId the thread's own id in its pid namespace
 * @param user its effective user
 * @param caught signals that have a handler, bit 0 for signal 1
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskStatus(int process, int innerId, int user, long caught) {
    /** Real, effective, saved, filesystem. */
    private static final int EFFECTIVE = 1;

    /** Reads about one thread. */
    public static Reading<TaskStatus> read(Path proc, int tid) {
        Path file = proc.resolve(tid + "/status");
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    static TaskStatus parse(String file, String text) {
        Map<String, KernelText.Line> lines = new HashMap<>();
        for (KernelText.Line line : KernelText.lines(file, text)) {
            int colon = line.text().indexOf(':');
            if (colon > 0)
                lines.put(
                        line.text().substring(0, colon),
                        new KernelText.Line(file, line.number(), line.text().substring(colon + 1)));
        }
        KernelText.Line ids = line(lines, file, "NSpid");
        List<String> levels = ids.fields();
        return new TaskStatus(
                line(lines, file, "Tgid").decimalInt(0, "Tgid"),
                ids.decimalInt(Math.max(0, levels.size() - 1), "NSpid"),
                line(lines, file, "Uid").decimalInt(EFFECTIVE, "Uid"),
                line(lines, file, "SigCgt").hex(line(lines, file, "SigCgt").field(0, "SigCgt"), "SigCgt"));
    }

    private static KernelText.Line line(Map<String, KernelText.Line> lines, String file, String name) {
        KernelText.Line line = lines.get(name);
        if (line == null) throw KernelText.line(file, "").error(name, "it is missing");
        return line;
    }

    /** Returns whether a signal has a handler. */
    public boolean catches(int signal) {
        return (caught >>> (signal - 1) & 1) != 0;
    }
}
