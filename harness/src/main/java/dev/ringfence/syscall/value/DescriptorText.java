package dev.ringfence.syscall.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor as {@link ValueText} writes it: {@code 3}, {@code 3</etc/passwd>}, {@code AT_FDCWD</tmp>}.
 *
 * @param fd its number; AT_FDCWD is -100
 * @param linked what it refers to, if that is written: a path, without what {@code -yy} adds to one, or what strace shows
 *     of a socket or a process
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record DescriptorText(int fd, @Nullable String linked) {
    private static final String AT_FDCWD = "AT_FDCWD";
    private static final int AT_FDCWD_NUMBER = -100;
    private static final int LONGEST = 10;

    /** Returns what it refers to, if that is written. */
    public Optional<String> target() {
        return Optional.ofNullable(linked);
    }

    /** Returns the descriptor that a text is, or none for any other text. */
    public static Optional<DescriptorText> of(String text) {
        return at(text, 0);
    }

    /** Returns those of an array of {@code struct pollfd}: {@code [{fd=3, events=POLLIN}, ...]}. */
    public static List<DescriptorText> ofPoll(String text) {
        List<DescriptorText> descriptors = new ArrayList<>();
        for (int at = text.indexOf("{fd="); at >= 0; at = text.indexOf("{fd=", at + 1)) {
            at(text, at + "{fd=".length()).ifPresent(descriptors::add);
        }
        return descriptors;
    }

    /** Returns those of a set: {@code [3 5</etc/passwd>]}. */
    public static List<DescriptorText> ofSet(String text) {
        List<DescriptorText> descriptors = new ArrayList<>();
        int at = text.startsWith("[") ? 1 : text.length();
        while (at < text.length() && text.charAt(at) != ']') {
            at(text, at).ifPresent(descriptors::add);
            int end = digitsEnd(text, at);
            at = end < text.length() && text.charAt(end) == '<' ? closing(text, end) + 1 : Math.max(end, at + 1);
            while (at < text.length() && text.charAt(at) == ' ') at++;
        }
        return descriptors;
    }

    private static Optional<DescriptorText> at(String text, int start) {
        boolean current = text.startsWith(AT_FDCWD, start);
        int end = current ? start + AT_FDCWD.length() : digitsEnd(text, start);
        if (end == start || end - start > LONGEST) return Optional.empty();
        long number = current ? AT_FDCWD_NUMBER : number(text, start, end);
        if (number > Integer.MAX_VALUE) return Optional.empty();
        boolean linked = end < text.length() && text.charAt(end) == '<';
        return Optional.of(new DescriptorText((int) number, linked ? target(text, end) : null));
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
        return end;
    }

    private static long number(String text, int start, int end) {
        long number = 0;
        for (int i = start; i < end; i++) number = number * 10 + text.charAt(i) - '0';
        return number;
    }

    /** In a path the brackets are escaped, so one that is not begins what -yy adds. */
    private static String target(String text, int open) {
        String inside = text.substring(open + 1, closing(text, open));
        int added = inside.indexOf('<');
        boolean path = inside.startsWith("/") || inside.startsWith("\\x2f");
        return Escapes.read(path && added >= 0 ? inside.substring(0, added) : inside);
    }

    /** A {@code >} in the addresses of a socket is part of an arrow. */
    private static int closing(String text, int open) {
        boolean path = text.startsWith("/", open + 1);
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean arrow = !path && c == '>' && text.charAt(i - 1) == '-';
            if (c == '<') depth++;
            if (c == '>' && !arrow && --depth == 0) return i;
        }
        return text.length();
    }
}
