package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelText;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * An internet address and a port.
 *
 * @param host as text: {@code 127.0.0.1}, {@code ::1}; an IPv4 address mapped into IPv6 is shown as IPv4
 * @param port 0 to 65535
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Endpoint(String host, int port) {

    /** Parses {@code 0100007F:1F90}: the address as words in the byte order of the machine, the port as a number. */
    static Endpoint parse(KernelText.Line line, String text, String field) {
        int colon = text.indexOf(':');
        if (colon != 8 && colon != 32) throw line.error(field, "expected 8 or 32 digits and a port but it is " + text);
        long port = line.hex(text.substring(colon + 1), field);
        if (port > 0xffff) throw line.error(field, "the port is too large");
        int[] bytes = new int[colon / 2];
        for (int word = 0; word < bytes.length; word += 4) {
            long value = line.hex(text.substring(word * 2, word * 2 + 8), field);
            for (int i = 0; i < 4; i++) bytes[word + i] = (int) (value >>> (8 * i)) & 0xff;
        }
        return new Endpoint(host(bytes), (int) port);
    }

    /**
     * Returns the endpoint of an address in network order.
     *
     * @param address 4 or 16 bytes
     */
    public static Endpoint of(byte[] address, int port) {
        int[] bytes = new int[address.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = address[i] & 0xff;
        return new Endpoint(host(bytes), port);
    }

    private static String host(int[] bytes) {
        if (bytes.length == 4) return dotted(bytes, 0);
        return isMapped(bytes) ? dotted(bytes, 12) : colons(bytes);
    }

    private static boolean isMapped(int[] bytes) {
        for (int i = 0; i < 10; i++) if (bytes[i] != 0) return false;
        return bytes[10] == 0xff && bytes[11] == 0xff;
    }

    private static String dotted(int[] bytes, int from) {
        return bytes[from] + "." + bytes[from + 1] + "." + bytes[from + 2] + "." + bytes[from + 3];
    }

    /** RFC 5952: lower case, no leading zeros, the first longest run of two zero groups or more is left out. */
    private static String colons(int[] bytes) {
        int longest = 0;
        int at = -1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(bytes, i + run) == 0) run++;
            if (run > longest && run > 1) {
                longest = run;
                at = i;
            }
        }
        if (at < 0) return join(bytes, 0, 8);
        return join(bytes, 0, at) + "::" + join(bytes, at + longest, 8);
    }

    private static int group(int[] bytes, int index) {
        return bytes[2 * index] << 8 | bytes[2 * index + 1];
    }

    private static String join(int[] bytes, int from, int to) {
        List<String> groups = new ArrayList<>();
        for (int i = from; i < to; i++) groups.add(Integer.toHexString(group(bytes, i)));
        return String.join(":", groups);
    }

    /** Returns {@code 127.0.0.1:8080} or {@code [::1]:8080}. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
