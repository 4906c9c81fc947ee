package dev.ringfence.kernelfs.proc.mount;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A row of {@code /proc/mounts}, in the form of fstab(5): {@code show_vfsmnt} in fs/proc_namespace.c. Fields: source, mount
 * point, type, options, 0, 0. Escapes are replaced. {@link MountPoint} knows more.
 *
 * @param source what is mounted
 * @param path where
 * @param type of the file system
 * @param options of the mount and of the file system together
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mounts.5.html">proc_pid_mounts(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MountEntry(String source, String path, String type, List<String> options) {

    public MountEntry {
        options = List.copyOf(options);
    }

    /** Reads the mounts that the process that asks sees. */
    public static Reading<List<MountEntry>> read(Path proc) {
        return KernelFiles.parse(proc.resolve("mounts"), MountEntry::parse);
    }

    static List<MountEntry> parse(String file, String text) {
        List<MountEntry> mounts = new ArrayList<>();
        for (KernelText.Line line : KernelText.anyLines(file, text)) mounts.add(parse(line));
        return mounts;
    }

    private static MountEntry parse(KernelText.Line line) {
        MountFields fields = new MountFields(line);
        MountEntry mount = new MountEntry(
                fields.text("source"), fields.text("mount point"), fields.text("type"), fields.options("options"));
        fields.number("dump");
        fields.number("pass");
        fields.end();
        return mount;
    }
}
