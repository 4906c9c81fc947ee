package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Tells whether threads wait for processors: proc_loadavg(5), fourth field, "runnable/all". */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MachineLoad {
    private static final Pattern RUNNABLE = Pattern.compile("\\S+ \\S+ \\S+ (\\d+)/.*", Pattern.DOTALL);

    private MachineLoad() {}

    /** Returns whether more threads can run than there are processors; true where it is not known. */
    public static boolean isBusy() {
        try {
            return isBusy(
                    Files.readString(Path.of("/proc/loadavg")),
                    Runtime.getRuntime().availableProcessors());
        } catch (IOException hidden) {
            return true;
        }
    }

    static boolean isBusy(String loadavg, int processors) {
        Matcher matcher = RUNNABLE.matcher(loadavg);
        return !matcher.matches()
                || KernelText.line("/proc/loadavg", matcher.group(1)).decimalInt(0, "runnable") > processors;
    }
}
