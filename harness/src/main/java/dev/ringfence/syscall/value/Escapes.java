package dev.ringfence.syscall.value;

/** Writes and reads bytes as in a C string literal: octal escapes as short as what follows allows, as strace does. */
final class Escapes {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;
    private static final String LETTERS = "ntrfv";
    private static final String MEANINGS = "\n\t\r\f\u000b";

    private Escapes() {}

    static void append(StringBuilder out, String latin1) {
        append(out, latin1, false);
    }

    /** Writes the path of a descriptor, which stands between angle brackets: those in it are escaped, too. */
    static void appendPath(StringBuilder out, String latin1) {
        append(out, latin1, true);
    }

    /** Returns whether {@link #appendPath} would change nothing. */
    static boolean isPlainPath(String latin1) {
        for (int i = 0; i < latin1.length(); i++) {
            char c = latin1.charAt(i);
            boolean special = c == '"' || c == '\\' || c == '<' || c == '>';
            if (special || c < FIRST_PRINTABLE || c > LAST_PRINTABLE) return false;
        }
        return true;
    }

    private static void append(StringBuilder out, String latin1, boolean inBrackets) {
        for (int i = 0; i < latin1.length(); i++) {
            char c = latin1.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\f' -> out.append("\\f");
                case 0x0b -> out.append("\\v");
                default -> {
                    boolean plain = c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE;
                    if (plain && !(inBrackets && (c == '<' || c == '>'))) {
                        out.append(c);
                    } else {
                        boolean digitFollows = i + 1 < latin1.length() && isOctalDigit(latin1.charAt(i + 1));
                        octal(out.append('\\'), c, digitFollows);
                    }
                }
            }
        }
    }

    /** Writes every byte in hexadecimal. */
    static void appendBinary(StringBuilder out, String latin1) {
        for (int i = 0; i < latin1.length(); i++) {
            char c = latin1.charAt(i);
            out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
        }
    }

    /** Returns the bytes that a text was made of, one in each character. */
    static String read(String escaped) {
        if (escaped.indexOf('\\') < 0) return escaped;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\' && i + 1 < escaped.length()) {
                i = readEscape(out, escaped, i + 1);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Returns the place of the last character of the escape. */
    private static int readEscape(StringBuilder out, String escaped, int at) {
        char c = escaped.charAt(at);
        boolean hex = c == 'x';
        if (!hex && !isOctalDigit(c)) {
            int letter = LETTERS.indexOf(c);
            out.append(letter < 0 ? c : MEANINGS.charAt(letter));
            return at;
        }
        int start = hex ? at + 1 : at;
        int radix = hex ? 16 : 8;
        int end = start;
        int value = 0;
        while (end < escaped.length()
                && end - start < (hex ? 2 : 3)
                && Character.digit(escaped.charAt(end), radix) >= 0) {
            value = value * radix + Character.digit(escaped.charAt(end), radix);
            end++;
        }
        out.append((char) value);
        return end - 1;
    }

    private static boolean isOctalDigit(char c) {
        return c >= '0' && c <= '7';
    }

    /** A digit that follows would be read as part of the escape unless that has three. */
    private static void octal(StringBuilder out, int b, boolean three) {
        String digits = Integer.toOctalString(b);
        if (three) out.append("0".repeat(3 - digits.length()));
        out.append(digits);
    }
}
