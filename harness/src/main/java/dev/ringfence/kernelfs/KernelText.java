package dev.ringfence.kernelfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Strict parsing of the kernel's text files: every deviation throws a {@link KernelTextException} that names file, line
 * and field. Numbers are ASCII digits without a sign unless the method says otherwise; nothing is trimmed away silently.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KernelText {
    private static final int LONGEST_QUOTE = 80;

    private KernelText() {}

    /**
     * Splits a text into its lines; a last line feed ends the last line.
     *
     * @param file for errors, such as {@code /proc/net/tcp}
     */
    public static List<Line> lines(String file, String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < 0) end = text.length();
            lines.add(new Line(file, lines.size() + 1, text.substring(start, end)));
            start = end + 1;
        }
        return lines;
    }

    /**
     * Splits a text that ends with a line feed, as files of many lines do, into its lines: without it the text was cut off.
     *
     * @param file for errors, such as {@code /proc/7/status}
     */
    public static List<Line> wholeLines(String file, String text) {
        List<Line> lines = lines(file, text);
        if (lines.isEmpty()) throw new Line(file, 1, "").error("text", "the file is empty");
        Line last = lines.get(lines.size() - 1);
        if (!text.endsWith("\n")) throw last.error("end", "the text is cut off: the line has no line feed");
        return lines;
    }

    /**
     * As {@link #wholeLines}, for a file that may be empty.
     *
     * @param file for errors, such as {@code /proc/7/maps}
     */
    public static List<Line> anyLines(String file, String text) {
        return text.isEmpty() ? List.of() : wholeLines(file, text);
    }

    /**
     * Returns a text that ends with a line feed as one line, which may have others within, such as those of a name.
     *
     * @param file for errors, such as {@code /proc/7/stat}
     */
    public static Line wholeLine(String file, String text) {
        Line line = line(file, text);
        if (!text.endsWith("\n")) throw line.error("end", "the text is cut off: it has no line feed at its end");
        return line;
    }

    /**
     * Returns one piece of text as a line of its own.
     *
     * @param file for errors, such as {@code /proc/7/task/7/comm}
     */
    public static Line line(String file, String text) {
        return new Line(file, 1, text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }

    /**
     * One line.
     *
     * @param file where it is from
     * @param number from 1
     * @param text without its line feed
     */
    public record Line(String file, int number, String text) {
        public Line {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(text, "text");
        }

        /** Returns the fields between blanks (spaces and tabs, any number of them). */
        public List<String> fields() {
            List<String> fields = new ArrayList<>();
            int at = 0;
            while (at < text.length()) {
                while (at < text.length() && isBlank(text.charAt(at))) at++;
                int start = at;
                while (at < text.length() && !isBlank(text.charAt(at))) at++;
                if (at > start) fields.add(text.substring(start, at));
            }
            return fields;
        }

        /** Returns a field by its index from 0. */
        public String field(int index, String name) {
            List<String> fields = fields();
            if (index >= fields.size()) throw error(name, "the line has only " + fields.size() + " fields");
            return fields.get(index);
        }

        /** Returns a field as a decimal number from 0 to {@link Integer#MAX_VALUE}. */
        public int decimalInt(int index, String name) {
            return toInt(decimal(field(index, name), name), name);
        }

        /** Returns a piece of this line as a decimal number from 0 to {@link Long#MAX_VALUE}. */
        public long decimal(String piece, String name) {
            return number(piece, name, 10);
        }

        /** Returns a piece of this line as a decimal number from 0 to {@link Integer#MAX_VALUE}. */
        public int decimalInt(String piece, String name) {
            return toInt(decimal(piece, name), name);
        }

        /** Returns a piece of this line as a decimal number that may have a minus sign. */
        public long signed(String piece, String name) {
            return piece.startsWith("-") ? -number(piece.substring(1), name, 10) : number(piece, name, 10);
        }

        /** Returns a piece of this line as a decimal number from 0 to 2^64-1, as the bits of a long. */
        public long unsigned(String piece, String name) {
            int last = piece.length() - 1;
            if (last < 1) return number(piece, name, 10);
            long tens = number(piece.substring(0, last), name, 10);
            long ones = number(piece.substring(last), name, 10);
            if (Long.compareUnsigned(tens, Long.divideUnsigned(-1L - ones, 10)) > 0)
                throw error(name, piece + " is too large");
            return tens * 10 + ones;
        }

        /** Returns the fields of this line, to be read one after another. */
        public KernelFields each() {
            return new KernelFields(this, 0);
        }

        /**
         * Returns the fields behind a part of this line, to be read one after another.
         *
         * @param offset of the first character that is read
         */
        public KernelFields eachFrom(int offset) {
            return new KernelFields(this, offset);
        }

        /** Returns a piece of this line as a hexadecimal number of at most 16 digits, as the bits of a long. */
        public long hex(String piece, String name) {
            return number(piece, name, 16);
        }

        /** Returns a piece of this line as an octal number. */
        public long octal(String piece, String name) {
            return number(piece, name, 8);
        }

        /** Returns the exception for a fault in this line. */
        public KernelTextException error(String field, String fault) {
            String quote = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
            return new KernelTextException(
                    file + ", line " + number + ", " + field + ": " + fault + ", in \"" + quote + "\"");
        }

        private int toInt(long value, String name) {
            if (value > Integer.MAX_VALUE) throw error(name, value + " is too large");
            return (int) value;
        }

        private long number(String piece, String name, int radix) {
            if (piece.isEmpty()) throw error(name, "expected a number but it is empty");
            long value = 0;
            for (int i = 0; i < piece.length(); i++) {
                char c = piece.charAt(i);
                int digit = c < 128 ? Character.digit(c, radix) : -1;
                if (digit < 0) throw error(name, "expected a number but it is \"" + piece + "\"");
                boolean overflows =
                        radix == 16 ? (value & 0xf000000000000000L) != 0 : value > (Long.MAX_VALUE - digit) / radix;
                if (overflows) throw error(name, piece + " is too large");
                value = value * radix + digit;
            }
            return value;
        }
    }

    /**
     * Returns a text with its escapes replaced: {@code \040} and the like, a backslash and three octal digits for one byte of
     * ASCII, as {@code mangle_path} in fs/seq_file.c writes them. Any other backslash stays.
     */
    public static String unescaped(String text) {
        if (text.indexOf('\\') < 0) return text;
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int code = text.charAt(at) == '\\' ? octalByte(text, at + 1) : -1;
            result.append(code < 0 ? text.charAt(at) : (char) code);
            at += code < 0 ? 1 : 4;
        }
        return result.toString();
    }

    private static int octalByte(String text, int at) {
        if (at + 3 > text.length()) return -1;
        int code = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 7) return -1;
            code = code * 8 + digit;
        }
        return code < 128 ? code : -1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
