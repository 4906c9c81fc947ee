package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * {@code /proc/cmdline}: what the kernel was booted with. Blanks separate parameters, but not in double quotes: {@code next_arg}
 * in lib/cmdline.c.
 *
 * @param parameters as they were written, quotes included
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_cmdline.5.html">proc_cmdline(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record KernelCommandLine(List<String> parameters) {

    public KernelCommandLine {
        parameters = List.copyOf(parameters);
    }

    /** Reads the parameters. */
    public static Reading<KernelCommandLine> read(Path proc) {
        return KernelFiles.parse(proc.resolve("cmdline"), KernelCommandLine::parse);
    }

    static KernelCommandLine parse(String file, String text) {
        String line = KernelText.wholeLines(file, text).get(0).text();
        List<String> parameters = new ArrayList<>();
        StringBuilder parameter = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') quoted = !quoted;
            if (c != ' ' || quoted) {
                parameter.append(c);
            } else if (parameter.length() > 0) {
                parameters.add(parameter.toString());
                parameter.setLength(0);
            }
        }
        if (parameter.length() > 0) parameters.add(parameter.toString());
        return new KernelCommandLine(parameters);
    }

    /** Returns the value of a parameter, the last where there are several, without quotes; empty of one that has none. */
    public Optional<String> value(String name) {
        Optional<String> value = Optional.empty();
        for (String parameter : parameters) {
            String plain = parameter.replace("\"", "");
            if (plain.equals(name)) value = Optional.of("");
            if (plain.startsWith(name + "=")) value = Optional.of(plain.substring(name.length() + 1));
        }
        return value;
    }
}
