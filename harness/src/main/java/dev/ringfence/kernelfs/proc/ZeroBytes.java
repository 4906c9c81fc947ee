package dev.ringfence.kernelfs.proc;

import java.util.ArrayList;
import java.util.List;

/** Texts that end with a zero byte each. */
final class ZeroBytes {
    private ZeroBytes() {}

    /** Returns the texts; what follows the last zero byte is one, too, where there is something. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int zero = text.indexOf('\0', start);
            int end = zero < 0 ? text.length() : zero;
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        return parts;
    }
}
