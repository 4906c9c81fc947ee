package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.proc.memory.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A file that is mapped. A mapping keeps it open without a descriptor.
 *
 * @param text as the kernel writes its path, with {@code " (deleted)"} behind that of one which has been removed
 * @param bytes how much of it is mapped
 * @param shared whether what is written there goes to the file
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MappedFile(String text, long bytes, boolean shared) {
    public MappedFile {
        Objects.requireNonNull(text, "text");
    }

    private record Key(String device, long inode, String text) {}

    /** Returns by how much more of each file the second has mapped. */
    static List<MappedFile> more(List<Mapping> before, List<Mapping> after) {
        Map<Key, MappedFile> known = byFile(before);
        List<MappedFile> more = new ArrayList<>();
        byFile(after).forEach((key, file) -> {
            long grown = file.bytes - (known.containsKey(key) ? known.get(key).bytes : 0);
            if (grown > 0) more.add(new MappedFile(file.text, grown, file.shared));
        });
        return List.copyOf(more);
    }

    private static Map<Key, MappedFile> byFile(List<Mapping> mappings) {
        Map<Key, MappedFile> files = new LinkedHashMap<>();
        for (Mapping mapping : mappings) {
            if (!mapping.text().startsWith("/")) continue;
            Key key = new Key(String.valueOf(mapping.device()), mapping.inode(), mapping.text());
            MappedFile file = new MappedFile(
                    mapping.text(), mapping.sizeBytes(), mapping.permissions().shared());
            files.merge(
                    key,
                    file,
                    (one, other) -> new MappedFile(one.text, one.bytes + other.bytes, one.shared || other.shared));
        }
        return files;
    }
}
