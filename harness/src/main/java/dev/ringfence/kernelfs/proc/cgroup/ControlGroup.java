package dev.ringfence.kernelfs.proc.cgroup;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A group that counts and limits for one controller.
 *
 * @param version 1 or 2
 * @param directory of its files
 * @see <a href="https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html">cgroup-v2</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ControlGroup(int version, Path directory) {

    public ControlGroup {
        if (version != 1 && version != 2) throw new IllegalArgumentException("version: " + version);
    }

    /**
     * Finds the group of a process for a controller. A controller is in one hierarchy at a time: of version 1, where one of
     * these has it, else of version 2.
     *
     * @param controller such as {@code memory}, {@code cpu}, {@code cpuacct} (with {@code cpu} in version 2), {@code pids}
     * @param viewer whose mounts are used, mostly {@link TaskDirectory#self}
     */
    public static Reading<ControlGroup> of(TaskDirectory task, String controller, TaskDirectory viewer) {
        return finder(task, viewer).apply(controller);
    }

    /** Returns what finds the group of a process for each controller, and reads nothing more. */
    static Function<String, Reading<ControlGroup>> finder(TaskDirectory task, TaskDirectory viewer) {
        Reading<List<GroupMembership>> memberships = GroupMembership.read(task);
        Reading<List<MountPoint>> mounts = MountPoint.read(viewer);
        return controller -> memberships.flatMap(
                known -> mounts.flatMap(mounted -> find(known, mounted, controller, viewer.file("root"))));
    }

    static Reading<ControlGroup> find(
            List<GroupMembership> memberships, List<MountPoint> mounts, String controller, Path root) {
        Optional<GroupMembership> first = memberships.stream()
                .filter(membership -> membership.controllers().contains(controller))
                .findFirst();
        if (first.isPresent()) {
            List<MountPoint> hierarchy = mounts.stream()
                    .filter(mount -> mount.type().equals("cgroup")
                            && mount.fileSystemOptions().contains(controller))
                    .toList();
            return below(hierarchy, first.get().path(), 1, root, "the hierarchy of " + controller);
        }
        Optional<GroupMembership> second =
                memberships.stream().filter(GroupMembership::isVersion2).findFirst();
        if (second.isEmpty()) return new Reading.Absent<>("it is in no control group");
        List<MountPoint> hierarchy =
                mounts.stream().filter(mount -> mount.type().equals("cgroup2")).toList();
        return below(hierarchy, second.get().path(), 2, root, "the hierarchy of version 2");
    }

    private static Reading<ControlGroup> below(
            List<MountPoint> hierarchy, String path, int version, Path root, String what) {
        Reading<ControlGroup> found = new Reading.Absent<>(what + " is not mounted");
        for (MountPoint mount : hierarchy) {
            found = below(mount, path, version, root);
            if (found instanceof Reading.Value<ControlGroup>) return found;
        }
        return found;
    }

    /** A mount may show a part of the hierarchy only, such as that of a container. */
    private static Reading<ControlGroup> below(MountPoint mount, String path, int version, Path root) {
        String top = mount.root().equals("/") ? "" : mount.root();
        boolean isBelow = path.equals(top) || path.startsWith(top + "/");
        if (!isBelow || path.equals("/..") || path.startsWith("/../"))
            return new Reading.Absent<>("the group " + path + " is not below " + mount.root() + ", which is mounted");
        try {
            return new Reading.Value<>(
                    new ControlGroup(version, Path.of(root + mount.path() + path.substring(top.length()))));
        } catch (InvalidPathException e) {
            return new Reading.Failed<>("the group " + path + ": " + e.getReason());
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }
}
