package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import org.apiguardian.api.API;

/**
 * {@code statm}: {@code proc_pid_statm} in fs/proc/array.c. Seven numbers of pages: size, resident, shared, text, lib (0),
 * data, dt (0). All are 0 of kernel threads and of what has ended.
 *
 * @param sizeBytes of the address space
 * @param residentBytes in main memory
 * @param sharedBytes of these, what is from files or shared
 * @param codeBytes of the program
 * @param dataBytes data and stack
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html">proc_pid_statm(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MemoryPages(long sizeBytes, long residentBytes, long sharedBytes, long codeBytes, long dataBytes) {

    /** Reads how much memory a process has. */
    public static Reading<MemoryPages> read(TaskDirectory task, MachineUnits units) {
        return KernelFiles.parse(task.file("statm"), (file, text) -> parse(file, text, units));
    }

    static MemoryPages parse(String file, String text, MachineUnits units) {
        KernelText.Line line = KernelText.wholeLine(file, text);
        KernelFields fields = line.each();
        long size = units.pages(line, fields.decimal("size"), "size");
        long resident = units.pages(line, fields.decimal("resident"), "resident");
        long shared = units.pages(line, fields.decimal("shared"), "shared");
        long code = units.pages(line, fields.decimal("text"), "text");
        fields.skip(1, "lib");
        long data = units.pages(line, fields.decimal("data"), "data");
        fields.skip(1, "dt").end();
        return new MemoryPages(size, resident, shared, code, data);
    }
}
