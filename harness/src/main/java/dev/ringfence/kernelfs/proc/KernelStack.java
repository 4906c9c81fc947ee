package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * {@code stack}: {@code proc_pid_stack} in fs/proc/base.c. Needs {@code CAP_SYS_ADMIN}.
 *
 * @param frames the innermost first; none where it runs outside of the kernel
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stack.5.html">proc_pid_stack(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record KernelStack(List<Frame> frames) {

    public KernelStack {
        frames = List.copyOf(frames);
    }

    /**
     * A frame.
     *
     * @param function such as {@code do_syscall_64}
     * @param offset of the return address in the function, bytes
     * @param size of the function, bytes
     * @param loadedModule that the function is of
     */
    public record Frame(
            String function,
            long offset,
            long size,
            @Nullable String loadedModule) {
        /** Returns the module that the function is of; none where it is the kernel's own. */
        public Optional<String> module() {
            return Optional.ofNullable(loadedModule);
        }
    }

    /** Reads where in the kernel a thread is. */
    public static Reading<KernelStack> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("stack"), KernelStack::parse);
    }

    static KernelStack parse(String file, String text) {
        return new KernelStack(
                KernelText.anyLines(file, text).stream().map(KernelStack::frame).toList());
    }

    /** Parses {@code [<0>] function+0x37/0x90} and what may follow, {@code [module]}. */
    private static Frame frame(KernelText.Line line) {
        var fields = line.each();
        fields.next("address");
        String place = fields.next("function");
        int plus = place.lastIndexOf('+');
        int slash = place.indexOf('/', plus + 1);
        if (plus <= 0 || slash < 0) throw line.error("function", "expected function+offset/size");
        @Nullable String module = null;
        if (fields.hasNext()) {
            String bracketed = fields.next("module");
            if (!bracketed.startsWith("[") || !bracketed.endsWith("]"))
                throw line.error("module", "expected it in brackets");
            module = bracketed.substring(1, bracketed.length() - 1);
        }
        return new Frame(
                place.substring(0, plus),
                hex(line, place.substring(plus + 1, slash), "offset"),
                hex(line, place.substring(slash + 1), "size"),
                module);
    }

    private static long hex(KernelText.Line line, String text, String field) {
        if (!text.startsWith("0x")) throw line.error(field, "expected 0x and a number but it is \"" + text + "\"");
        return line.hex(text.substring(2), field);
    }
}
