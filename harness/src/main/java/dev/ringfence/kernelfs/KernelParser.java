package dev.ringfence.kernelfs;

import org.apiguardian.api.API;

/**
 * Makes a value of a file's text. Pure.
 *
 * @param <T> what the file says
 */
@FunctionalInterface
@API(status = API.Status.INTERNAL, since = "0.1")
public interface KernelParser<T> {

    /**
     * Parses a whole text.
     *
     * @param file for errors, such as {@code /proc/7/status}
     * @throws KernelTextException where the text is not as its format says
     */
    T parse(String file, String text);
}
