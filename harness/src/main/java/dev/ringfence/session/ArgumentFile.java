package dev.ringfence.session;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of arguments for {@code java @file}: one argument a line, in double quotes, in which a backslash escapes. A class
 * path may be longer than the 128 KiB that Linux allows one argument (execve(2), MAX_ARG_STRLEN).
 */
final class ArgumentFile {
    private ArgumentFile() {}

    static void write(Path file, List<String> arguments) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String argument : arguments) {
            text.append(quote(argument)).append('\n');
        }
        // The launcher hands the bytes on as they are, and the JVM reads them in this encoding.
        Files.writeString(file, text, Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    static String quote(String argument) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\f' -> quoted.append("\\f");
                case '"', '\\' -> quoted.append('\\').append(c);
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
