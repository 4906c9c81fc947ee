package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** Reads links of a directory. One that knows readlink(2) makes no object for each path. */
@FunctionalInterface
@API(status = API.Status.INTERNAL, since = "0.1")
public interface LinkReader {

    /**
     * Reads the text of a symbolic link.
     *
     * @param directory of the link
     * @param name in that directory
     */
    Reading<String> read(Path directory, String name);

    /** Returns the reader that uses {@link java.nio.file.Files}. */
    static LinkReader ofFiles() {
        return (directory, name) -> KernelFiles.readLink(directory.resolve(name));
    }
}
