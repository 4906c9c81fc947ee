package dev.ringfence.kernelfs.proc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Spoils texts, the same way for the same seed. */
final class Garbler {
    private static final byte[] ODD = {
        0,
        '\n',
        '\t',
        ' ',
        '-',
        ':',
        '/',
        '(',
        ')',
        '[',
        ']',
        '=',
        ',',
        '.',
        '"',
        '\\',
        '0',
        '9',
        'f',
        'x',
        'Z',
        '+',
        (byte) 0xff,
        (byte) 0xc3,
        127
    };
    private static final String[] PIECES = {
        "18446744073709551616",
        "-9223372036854775808",
        "99999999999999999999999999",
        "0x",
        " kB",
        "\n\n",
        "unlimited",
        "max",
        ") ",
        "\u0663",
        "\ud83d\ude00"
    };

    private final Random random;

    Garbler(long seed) {
        random = new Random(seed);
    }

    /** Returns a text with one to four faults. */
    byte[] garbled(byte[] text) {
        byte[] result = text;
        for (int faults = 1 + random.nextInt(4); faults > 0; faults--) result = fault(result);
        return result;
    }

    private byte[] fault(byte[] text) {
        int at = text.length == 0 ? 0 : random.nextInt(text.length);
        int length = Math.min(text.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(text, at);
            case 1 -> replaced(text, at, length, new byte[0]);
            case 2 -> replaced(text, at, 0, new byte[] {odd()});
            case 3 -> replaced(text, at, Math.min(length, 1), new byte[] {odd()});
            case 4 -> replaced(text, at, random.nextBoolean() ? length : 0, piece());
            case 5 -> replaced(text, at, 0, Arrays.copyOfRange(text, at, at + length));
            default -> withoutLine(text, at);
        };
    }

    private byte odd() {
        return ODD[random.nextInt(ODD.length)];
    }

    private byte[] piece() {
        return PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withoutLine(byte[] text, int at) {
        int start = at;
        while (start > 0 && text[start - 1] != '\n') start--;
        int end = at;
        while (end < text.length && text[end] != '\n') end++;
        return replaced(text, start, Math.min(end + 1, text.length) - start, new byte[0]);
    }

    private static byte[] replaced(byte[] text, int at, int length, byte[] by) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(text, 0, at);
        result.write(by, 0, by.length);
        result.write(text, at + length, text.length - at - length);
        return result.toByteArray();
    }
}
