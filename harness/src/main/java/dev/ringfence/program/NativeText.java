package dev.ringfence.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Text of our arguments. The JVM decodes them by the encoding of the locale; where that is ASCII, which is so in the locales C
 * and POSIX and in one that is not installed, all other bytes are lost. There they are read again, as UTF-8.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NativeText {
    private static final Charset JVM = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    /** In which our arguments are. */
    public static final Charset CHARSET = JVM.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : JVM;

    /** What is made of bytes that are no text. */
    private static final char UNREADABLE = '\ufffd';

    private NativeText() {}

    /** Returns the arguments of this process's main method as they are meant. */
    public static String[] arguments(String[] decoded) {
        return CHARSET.equals(JVM) ? decoded : arguments(decoded, strings("/proc/self/cmdline"));
    }

    /** Takes those at the end of the command line, where the JVM could not read them. */
    static String[] arguments(String[] decoded, List<String> commandLine) {
        int first = commandLine.size() - decoded.length;
        String[] arguments = decoded.clone();
        for (int i = 0; i < decoded.length; i++) {
            if (first >= 0 && !isReadable(decoded[i])) arguments[i] = ofBytes(commandLine.get(first + i));
        }
        return arguments;
    }

    /** Returns whether all of a text is what was meant. */
    public static boolean isReadable(String text) {
        return text.indexOf(UNREADABLE) < 0;
    }

    private static String ofBytes(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), CHARSET);
    }

    /** Returns the bytes that an argument was read from. */
    static byte[] bytes(String text) {
        return text.getBytes(CHARSET);
    }

    /** Returns the strings of a file, one byte in each character. */
    static List<String> strings(String file) {
        try {
            return strings(Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static List<String> strings(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> strings = new ArrayList<>();
        int start = 0;
        for (int end = all.indexOf(0); end >= 0; end = all.indexOf(0, start)) {
            strings.add(all.substring(start, end));
            start = end + 1;
        }
        return strings;
    }
}
