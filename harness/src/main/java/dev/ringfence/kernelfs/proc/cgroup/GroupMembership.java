package dev.ringfence.kernelfs.proc.cgroup;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A line of {@code /proc/PID/cgroup}: {@code proc_cgroup_show} in kernel/cgroup/cgroup.c. Number of the hierarchy, controllers
 * and path, with colons between; a path may have colons of its own.
 *
 * @param hierarchy 0 of version 2
 * @param controllers of version 1, such as {@code memory} or {@code name=systemd}; none of version 2, whose groups say
 *     themselves which they have
 * @param path in the hierarchy, as the process that asks sees it; the kernel adds {@code " (deleted)"} to that of a group of
 *     version 2 that has been removed
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GroupMembership(int hierarchy, List<String> controllers, String path) {

    public GroupMembership {
        controllers = List.copyOf(controllers);
    }

    /** Reads which groups a process or thread is in, one in each hierarchy; none where no hierarchy is used. */
    public static Reading<List<GroupMembership>> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("cgroup"), GroupMembership::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<GroupMembership> parse(String file, String text) {
        List<GroupMembership> memberships = new ArrayList<>();
        for (KernelText.Line line : KernelText.anyLines(file, text)) memberships.add(parse(line));
        return memberships;
    }

    private static GroupMembership parse(KernelText.Line line) {
        String text = line.text();
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        if (first < 0 || second < 0) throw line.error("path", "expected it behind two colons");
        String path = text.substring(second + 1);
        if (!path.startsWith("/")) throw line.error("path", "it does not begin with a slash");
        int hierarchy = line.decimalInt(text.substring(0, first), "hierarchy");
        return new GroupMembership(hierarchy, names(text.substring(first + 1, second)), path);
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            names.add(text.substring(start, end));
            start = end + 1;
        }
        return names;
    }

    boolean isVersion2() {
        return hierarchy == 0 && controllers.isEmpty();
    }
}
