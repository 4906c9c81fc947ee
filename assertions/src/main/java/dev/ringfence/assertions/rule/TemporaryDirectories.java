package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Directories;
import org.apiguardian.api.API;

/** Where files are made that are not to last. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TemporaryDirectories {
    private TemporaryDirectories() {}

    /** Returns those of this JVM: a recording is judged in the JVM that was recorded, or with its settings. */
    public static Directories of() {
        return Directories.of(System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp", "/dev/shm");
    }
}
