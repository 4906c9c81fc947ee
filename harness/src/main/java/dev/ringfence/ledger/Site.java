package dev.ringfence.ledger;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Where in the program descriptors are opened: equal for two runs of the same code, whatever the numbers, names of
 * temporary files and threads of a pool are.
 *
 * @param key identity
 * @param label what a message shows, such as {@code com.example.UploadService.store(UploadService.java:57)}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Site(String key, String label) {
    public Site {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(label, "label");
    }
}
