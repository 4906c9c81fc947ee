package dev.ringfence.kernelfs;

import java.nio.file.Path;
import org.apiguardian.api.API;

/** Reads files of the kernel as a whole. One that knows read(2) makes no channel for each. */
@FunctionalInterface
@API(status = API.Status.INTERNAL, since = "0.1")
public interface FileReader {

    /** Reads a file. Bytes are taken as UTF-8; what is not, as the replacement character. */
    Reading<String> read(Path file);
}
