package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the kernel numbers the current thread. proc(5): {@code /proc/thread-self} "refers to the thread that is accessing
 * the /proc filesystem, and is identical to the /proc/self/task/tid directory", so its target names the thread without a
 * native call of ours.
 *
 * @param pid thread group id
 * @param tid thread id
 */
record KernelThread(int pid, int tid) {
    private static final Path LINK = Path.of("/proc/thread-self");
    private static final Pattern TARGET = Pattern.compile("(\\d{1,9})/task/(\\d{1,9})");

    /** Returns the numbers of the thread that calls this, or of its carrier. */
    static KernelThread current() {
        try {
            return parse(Files.readSymbolicLink(LINK).toString());
        } catch (IOException e) {
            throw new HarnessException("cannot read the link " + LINK + ": " + e, e);
        }
    }

    static KernelThread parse(String target) {
        Matcher matcher = TARGET.matcher(target);
        if (!matcher.matches())
            throw new HarnessException("expected " + LINK + " to be PID/task/TID but was \"" + target + "\"");
        return new KernelThread(Integer.decode(decimal(matcher.group(1))), Integer.decode(decimal(matcher.group(2))));
    }

    /** Strips what {@link Integer#decode} would take for the sign of an octal number. */
    static String decimal(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') start++;
        return digits.substring(start);
    }
}
