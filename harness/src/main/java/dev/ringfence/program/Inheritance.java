package dev.ringfence.program;

import dev.ringfence.kernelfs.KernelText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What this process was given when it was started, before the JVM changed it. */
final class Inheritance {
    private static final int FIRST = 3;
    private static final String BLOCKED = "SigBlk:";
    private static final String OPEN_FILES = "Max open files";

    private Inheritance() {}

    /**
     * Returns the descriptors beyond the standard streams that were there before the JVM. It opens its modules, the class
     * path and a socket without close-on-exec; a socket that was inherited is open in the parent, too.
     */
    static Set<Integer> descriptors() {
        Set<Integer> inherited = new TreeSet<>();
        Set<String> ofParent = targets("/proc/" + parent() + "/fd");
        for (Path descriptor : list("/proc/self/fd")) {
            int fd = KernelText.line("/proc/self/fd", descriptor.getFileName().toString())
                    .decimalInt(0, "descriptor");
            if (fd >= FIRST && !isOfJvm(target(descriptor), ofParent)) inherited.add(fd);
        }
        return inherited;
    }

    private static boolean isOfJvm(String target, Set<String> ofParent) {
        if (target.startsWith("socket:")) return !ofParent.contains(target);
        // The directory was open while it was listed, and is no more.
        return target.isEmpty()
                || target.startsWith(System.getProperty("java.home", "/"))
                || target.endsWith(".jar")
                || target.startsWith("/proc/");
    }

    private static Set<String> targets(String directory) {
        Set<String> targets = new TreeSet<>();
        list(directory).forEach(descriptor -> targets.add(target(descriptor)));
        return targets;
    }

    private static List<Path> list(String directory) {
        try (Stream<Path> descriptors = Files.list(Path.of(directory))) {
            return descriptors.toList();
        } catch (IOException ofAnotherUser) {
            return List.of();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readSymbolicLink(descriptor).toString()
                    : "";
        } catch (IOException closed) {
            return "";
        }
    }

    /** Returns the signals that were blocked: the first thread of a JVM has the mask that the process was started with. */
    static long blockedSignals() {
        String file = "/proc/self/task/" + ProcessHandle.current().pid() + "/status";
        for (String line : lines(file)) {
            if (line.startsWith(BLOCKED)) {
                return KernelText.line(file, line)
                        .hex(line.substring(BLOCKED.length()).strip(), BLOCKED);
            }
        }
        return 0;
    }

    /**
     * Returns the soft limit of open files before the JVM raised it to the hard one, which is that of the parent; 0 where
     * it is as it is now.
     */
    static long openFiles() {
        String file = "/proc/" + parent() + "/limits";
        String own = limit("/proc/self/limits");
        String line = limit(file);
        if (line.isEmpty() || line.equals(own)) return 0;
        String soft = KernelText.line(file, line).field(0, "soft limit");
        return soft.equals("unlimited") ? 0 : KernelText.line(file, line).decimal(soft, "soft limit");
    }

    private static String limit(String file) {
        for (String line : lines(file)) {
            if (line.startsWith(OPEN_FILES)) return line.substring(OPEN_FILES.length());
        }
        return "";
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            if (file.startsWith("/proc/self/")) throw new UncheckedIOException(file, e);
            return List.of();
        }
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
