package dev.ringfence.hotspot;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a thread dump, as it is written there behind "at".
 *
 * @param text such as {@code java.io.FileInputStream.open0(java.base@25.0.3/Native Method)}
 */
public record DumpedFrame(String text) {
    // The name of a method may hold anything but these, such as a sentence with parentheses.
    private static final Pattern FRAME = Pattern.compile("(.+)\\.([^./;\\[]+)\\((?:([^/()]+)/)?([^/()]+)\\)");
    private static final Pattern LINE = Pattern.compile("(.+):0*(\\d{1,9})");
    private static final int NATIVE_METHOD = -2;

    public DumpedFrame {
        Objects.requireNonNull(text, "text");
    }

    /** Returns the text without the module, which stands before the file: {@code java.io.FileInputStream.open0(Native Method)}. */
    public String withoutModule() {
        int open = text.lastIndexOf('(');
        int slash = text.indexOf('/', open + 1);
        return open < 0 || slash < 0 ? text : text.substring(0, open + 1) + text.substring(slash + 1);
    }

    /** Returns the frame as the JDK represents it; empty where the text is not of its form. */
    public Optional<StackTraceElement> element() {
        Matcher frame = FRAME.matcher(text);
        return frame.matches() ? Optional.of(element(frame)) : Optional.empty();
    }

    private static StackTraceElement element(Matcher frame) {
        String module = frame.group(3);
        int version = module == null ? -1 : module.indexOf('@');
        String place = frame.group(4);
        Matcher line = LINE.matcher(place);
        boolean numbered = line.matches();
        return new StackTraceElement(
                null,
                module == null || version < 0 ? module : module.substring(0, version),
                module == null || version < 0 ? null : module.substring(version + 1),
                frame.group(1),
                frame.group(2),
                numbered ? line.group(1) : fileOrNull(place),
                numbered ? Integer.decode(line.group(2)) : lineOf(place));
    }

    private static @Nullable String fileOrNull(String place) {
        return place.equals("Native Method") || place.equals("Unknown Source") ? null : place;
    }

    private static int lineOf(String place) {
        return place.equals("Native Method") ? NATIVE_METHOD : -1;
    }
}
