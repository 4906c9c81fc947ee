package dev.ringfence.kernelfs.proc.memory;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.DeviceNumber;
import dev.ringfence.kernelfs.proc.FileLink;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A row of {@code maps}: {@code show_map_vma} in fs/proc/task_mmu.c. Its fields: first and last address, permissions, offset,
 * device, inode, and what is mapped, which may hold blanks.
 *
 * @param start first address, unsigned
 * @param end the address behind the last one, unsigned
 * @param offsetBytes in the file, unsigned
 * @param device of the file's file system
 * @param inode of the file; 0 where it is none
 * @param text as the kernel writes it: a path, a name in brackets such as {@code [heap]}, or empty. A line feed is {@code
 *     \012}, and so are these four characters: {@link #file} tells which
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html">proc_pid_maps(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Mapping(
        long start, long end, Permissions permissions, long offsetBytes, DeviceNumber device, long inode, String text) {

    public Mapping {
        if (Long.compareUnsigned(end, start) < 0) throw new IllegalArgumentException("end: before start");
    }

    /** What the process may do with the memory, and whether it shares it with others. */
    public record Permissions(boolean readable, boolean writable, boolean executable, boolean shared) {}

    /** Reads the mappings of a process, ascending; none of a kernel thread and of what has ended. */
    public static Reading<List<Mapping>> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("maps"), Mapping::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<Mapping> parse(String file, String text) {
        List<Mapping> mappings = new ArrayList<>();
        for (KernelText.Line line : KernelText.anyLines(file, text)) mappings.add(parse(line));
        return mappings;
    }

    static Mapping parse(KernelText.Line line) {
        KernelFields fields = line.each();
        String range = fields.next("address");
        int dash = range.indexOf('-');
        if (dash < 0) throw line.error("address", "expected two addresses but it is \"" + range + "\"");
        long start = line.hex(range.substring(0, dash), "address");
        long end = line.hex(range.substring(dash + 1), "address");
        if (Long.compareUnsigned(end, start) < 0) throw line.error("address", "it ends before it begins");
        Permissions permissions = permissions(line, fields.next("perms"));
        long offset = fields.hex("offset");
        DeviceNumber device = DeviceNumber.ofHex(line, fields.next("dev"));
        return new Mapping(
                start, end, permissions, offset, device, fields.unsigned("inode"), fields.restBehindBlanks());
    }

    private static Permissions permissions(KernelText.Line line, String text) {
        if (text.length() != 4) throw line.error("perms", "expected four letters but it is \"" + text + "\"");
        return new Permissions(
                isSet(line, text, 0, 'r', '-'),
                isSet(line, text, 1, 'w', '-'),
                isSet(line, text, 2, 'x', '-'),
                isSet(line, text, 3, 's', 'p'));
    }

    private static boolean isSet(KernelText.Line line, String text, int at, char set, char unset) {
        char c = text.charAt(at);
        if (c != set && c != unset)
            throw line.error("perms", "expected " + set + " or " + unset + " in \"" + text + "\"");
        return c == set;
    }

    /** Returns how long it is. */
    public long sizeBytes() {
        return end - start;
    }

    /**
     * Returns the file that is mapped, if it is one with a path, and whether it has been removed. Where a name may be read in
     * two ways, the file system is asked which of them has this inode.
     *
     * @param task whose mapping it is
     */
    public Optional<FileLink> file(TaskDirectory task) {
        if (!text.startsWith("/")) return Optional.empty();
        String unescaped = text.replace("\\012", "\n");
        FileLink asWritten = FileLink.ofInode(text, inode, task);
        boolean isThere = asWritten.isInode(inode, task);
        return Optional.of(text.equals(unescaped) || isThere ? asWritten : FileLink.ofInode(unescaped, inode, task));
    }
}
