package dev.ringfence.kernelfs;

import org.apiguardian.api.API;

/**
 * The fields of a line, read one after another: each is what stands between blanks (spaces and tabs). A field that is not
 * there or is not what it is read as throws a {@link KernelTextException}. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KernelFields {
    private final KernelText.Line line;
    private final String text;
    private int at;
    private int count;

    KernelFields(KernelText.Line line, int offset) {
        this.line = line;
        this.text = line.text();
        this.at = offset;
    }

    /** Returns whether there is another field. */
    public boolean hasNext() {
        skipBlanks();
        return at < text.length();
    }

    /**
     * Returns the next field.
     *
     * @param name for errors
     */
    public String next(String name) {
        skipBlanks();
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at))) at++;
        if (at == start) throw line.error(name, "the line has only " + count + " fields");
        count++;
        return text.substring(start, at);
    }

    /** Goes over some fields, which must be there. */
    public KernelFields skip(int fields, String name) {
        for (int i = 0; i < fields; i++) next(name);
        return this;
    }

    /** Goes over a field that says always the same. */
    public KernelFields expect(String literal, String name) {
        String field = next(name);
        if (!field.equals(literal)) throw error(name, "expected \"" + literal + "\" but it is \"" + field + "\"");
        return this;
    }

    /** Reads a decimal number from 0 to {@link Long#MAX_VALUE}. */
    public long decimal(String name) {
        return line.decimal(next(name), name);
    }

    /** Reads a decimal number from 0 to {@link Integer#MAX_VALUE}. */
    public int decimalInt(String name) {
        return line.decimalInt(next(name), name);
    }

    /** Reads a decimal number from 0 to 2^64-1, as the bits of a long. */
    public long unsigned(String name) {
        return line.unsigned(next(name), name);
    }

    /** Reads a decimal number that may have a minus sign. */
    public long signed(String name) {
        return line.signed(next(name), name);
    }

    /** Reads a decimal number of 32 bits that may have a minus sign. */
    public int signedInt(String name) {
        long value = signed(name);
        if (value != (int) value) throw error(name, value + " is too large");
        return (int) value;
    }

    /** Reads a hexadecimal number of at most 16 digits, as the bits of a long. */
    public long hex(String name) {
        return line.hex(next(name), name);
    }

    /** Reads a hexadecimal number behind {@code 0x}, as the bits of a long. */
    public long prefixedHex(String name) {
        String field = next(name);
        if (!field.startsWith("0x")) throw error(name, "expected 0x and a number but it is \"" + field + "\"");
        return line.hex(field.substring(2), name);
    }

    /** Returns what is left behind the last field that was read, with one blank between them left out. */
    public String rest() {
        int start = Math.min(at + 1, text.length());
        at = text.length();
        return text.substring(start);
    }

    /** Returns what is left behind the last field and all blanks that follow it. */
    public String restBehindBlanks() {
        skipBlanks();
        int start = at;
        at = text.length();
        return text.substring(start);
    }

    /** Throws if there is another field, where no kernel has one. */
    public void end() {
        if (hasNext()) throw error("end", "there are more than " + count + " fields");
    }

    /** Returns the exception for a fault in this line. */
    public KernelTextException error(String name, String fault) {
        return line.error(name, fault);
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) at++;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
