package dev.ringfence.syscall.decode;

import org.apiguardian.api.API;

/**
 * How much is shown.
 *
 * @param stringLimit bytes of a string or buffer, and elements of an array; paths are never cut ({@code -s})
 * @param abbreviate whether large structures are shortened (false is strace's {@code -v})
 * @param descriptors how descriptors are shown ({@code -y}, {@code -yy})
 * @param strings which strings are shown in hexadecimal ({@code -x}, {@code -xx})
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record DecodeOptions(int stringLimit, boolean abbreviate, Descriptors descriptors, Strings strings) {
    /** strace's defaults. */
    public static final DecodeOptions DEFAULT = new DecodeOptions(32, true, Descriptors.NUMBERS);

    /** How descriptors are shown. */
    public enum Descriptors {
        NUMBERS,
        /** With the path: {@code 3</etc/passwd>}. */
        PATHS,
        /** With protocol, addresses, device numbers: {@code 5<TCP:[127.0.0.1:80->127.0.0.1:4711]>}. */
        DETAILS
    }

    /** Which strings are shown in hexadecimal. */
    public enum Strings {
        PLAIN,
        /** Those with bytes that are neither printable nor white space. */
        HEX_UNLESS_ASCII,
        HEX
    }

    /** Makes options without hexadecimal strings. */
    public DecodeOptions(int stringLimit, boolean abbreviate, Descriptors descriptors) {
        this(stringLimit, abbreviate, descriptors, Strings.PLAIN);
    }

    public DecodeOptions {
        if (stringLimit < 0)
            throw new IllegalArgumentException("stringLimit must not be negative but was " + stringLimit);
    }
}
