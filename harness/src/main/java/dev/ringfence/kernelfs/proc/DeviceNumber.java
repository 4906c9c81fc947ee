package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelText;
import org.apiguardian.api.API;

/**
 * Names a device, or the file system of a file.
 *
 * @param major 12 bits, which driver
 * @param minor 20 bits, which device of the driver's
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record DeviceNumber(int major, int minor) {

    /** {@code new_encode_dev} in include/linux/kdev_t.h. */
    static DeviceNumber ofEncoded(int number) {
        return new DeviceNumber(number >>> 8 & 0xfff, (number & 0xff) | (number >>> 12 & 0xfff00));
    }

    /**
     * Parses {@code fd:01}, as maps have it.
     *
     * @param line for errors
     */
    public static DeviceNumber ofHex(KernelText.Line line, String text) {
        int colon = colon(line, text);
        long major = line.hex(text.substring(0, colon), "dev");
        long minor = line.hex(text.substring(colon + 1), "dev");
        return checked(line, major, minor);
    }

    /**
     * Parses {@code 253:1}, as the table of mounts has it.
     *
     * @param line for errors
     */
    public static DeviceNumber ofDecimal(KernelText.Line line, String text) {
        int colon = colon(line, text);
        long major = line.decimal(text.substring(0, colon), "dev");
        long minor = line.decimal(text.substring(colon + 1), "dev");
        return checked(line, major, minor);
    }

    private static int colon(KernelText.Line line, String text) {
        int colon = text.indexOf(':');
        if (colon < 0) throw line.error("dev", "expected two numbers but it is \"" + text + "\"");
        return colon;
    }

    private static DeviceNumber checked(KernelText.Line line, long major, long minor) {
        if (Long.compareUnsigned(major, 0xfff) > 0 || Long.compareUnsigned(minor, 0xfffff) > 0)
            throw line.error("dev", "the number is too large");
        return new DeviceNumber((int) major, (int) minor);
    }

    /** Returns {@code 253:1}. */
    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
