package dev.ringfence.inspection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells kinds of descriptors by their links: the kernel names a file by its path, and all else by what it is. */
final class DescriptorKind {
    private static final Pattern SOCKET = Pattern.compile("socket (TCP|UDP|unix) .*", Pattern.DOTALL);
    private static final Pattern ANONYMOUS = Pattern.compile("anon_inode:\\[?([^\\]]*)]?.*", Pattern.DOTALL);
    private static final Pattern MADE_BY_A_CALL = Pattern.compile("/(memfd|dmabuf):.*", Pattern.DOTALL);

    private DescriptorKind() {}

    static String of(String link, String description) {
        if (link.startsWith("socket:[")) {
            Matcher socket = SOCKET.matcher(description);
            return socket.matches() ? "socket " + socket.group(1) : "socket";
        }
        if (link.startsWith("pipe:[")) return "pipe";
        Matcher anonymous = ANONYMOUS.matcher(link);
        if (anonymous.matches()) return anonymous.group(1);
        Matcher made = MADE_BY_A_CALL.matcher(link);
        if (made.matches()) return made.group(1);
        if (link.endsWith(" (deleted)")) return "deleted file";
        return link.startsWith("/dev/") && !link.startsWith("/dev/shm/") ? "device" : "file";
    }
}
