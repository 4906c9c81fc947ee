package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import java.util.List;
import org.apiguardian.api.API;

/**
 * {@code cmdline}: {@code get_mm_cmdline} in fs/proc/base.c. The memory of the process itself, so a process may have written
 * another text there. Each argument ends with a zero byte; a text that a process wrote need not.
 *
 * @param arguments from the name of the program on; none of a kernel thread and of what has ended
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html">proc_pid_cmdline(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CommandLine(List<String> arguments) {

    public CommandLine {
        arguments = List.copyOf(arguments);
    }

    /** Reads the arguments of a process. */
    public static Reading<CommandLine> read(TaskDirectory task) {
        return KernelFiles.read(task.file("cmdline")).map(CommandLine::parse);
    }

    /** Parses the text of the file. */
    public static CommandLine parse(String text) {
        return new CommandLine(ZeroBytes.split(text));
    }
}
