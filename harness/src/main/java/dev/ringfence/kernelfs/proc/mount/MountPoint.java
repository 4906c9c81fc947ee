package dev.ringfence.kernelfs.proc.mount;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.DeviceNumber;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A row of {@code mountinfo}: {@code show_mountinfo} in fs/proc_namespace.c. Fields: id, id of the parent, device, root, mount
 * point, options, any number of optional fields, a hyphen, type, source, options of the file system. Blanks, tabs, line feeds
 * and backslashes are octal escapes, which are replaced here.
 *
 * @param id of the mount, while it is mounted
 * @param parent id of the mount that it is on
 * @param device of the file system's files
 * @param root which directory of the file system is mounted
 * @param path where, as the process sees it
 * @param options of this mount, such as {@code ro}
 * @param propagation the optional fields, such as {@code shared:1}
 * @param type of the file system, such as {@code ext4}, {@code fuse.sshfs}
 * @param source what is mounted, such as {@code /dev/vda1}
 * @param fileSystemOptions those of the file system, wherever it is mounted
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MountPoint(
        int id,
        int parent,
        DeviceNumber device,
        String root,
        String path,
        List<String> options,
        List<String> propagation,
        String type,
        String source,
        List<String> fileSystemOptions) {
    private static final String HYPHEN = "-";
    private static final String PEERS = "shared:";

    public MountPoint {
        options = List.copyOf(options);
        propagation = List.copyOf(propagation);
        fileSystemOptions = List.copyOf(fileSystemOptions);
    }

    /** Reads the mounts that a process sees; absent of what has ended, which the kernel says by an error of its own. */
    public static Reading<List<MountPoint>> read(TaskDirectory task) {
        Reading<List<MountPoint>> mounts = KernelFiles.parse(task.file("mountinfo"), MountPoint::parse);
        boolean hasEnded = mounts instanceof Reading.Failed<?> && mounts.fault().endsWith("Invalid argument");
        return hasEnded
                ? new Reading.Absent<>(task.file("mountinfo") + " is not there: the process has ended")
                : mounts;
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<MountPoint> parse(String file, String text) {
        List<MountPoint> mounts = new ArrayList<>();
        for (KernelText.Line line : KernelText.anyLines(file, text)) mounts.add(parse(line));
        return mounts;
    }

    private static MountPoint parse(KernelText.Line line) {
        MountFields fields = new MountFields(line);
        int id = fields.number("mount ID");
        int parent = fields.number("parent ID");
        DeviceNumber device = DeviceNumber.ofDecimal(line, fields.next("dev"));
        String root = fields.text("root");
        String path = fields.text("mount point");
        List<String> options = fields.options("mount options");
        List<String> propagation = new ArrayList<>();
        for (String field = fields.next("-"); !field.equals(HYPHEN); field = fields.next("-")) propagation.add(field);
        String type = fields.text("filesystem type");
        String source = fields.text("mount source");
        List<String> ofFileSystem = fields.options("super options");
        fields.end();
        return new MountPoint(id, parent, device, root, path, options, propagation, type, source, ofFileSystem);
    }

    /** Returns the group of mounts that mounts below it are shared with. */
    public OptionalInt peerGroup() {
        return propagation.stream()
                .filter(field -> field.startsWith(PEERS))
                .mapToInt(field ->
                        KernelText.line("mountinfo", field).decimalInt(field.substring(PEERS.length()), "shared"))
                .findFirst();
    }
}
