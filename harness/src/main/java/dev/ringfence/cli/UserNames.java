package dev.ringfence.cli;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of users, as a file in the form of passwd(5) has them. */
final class UserNames {
    private static final Pattern COLON = Pattern.compile(":");
    private final Map<String, String> names = new HashMap<>();

    /** Reads the file; a user that is not in it, or all where it cannot be read, have no names. */
    UserNames(Path passwd) {
        String text = KernelFiles.read(passwd).value().orElse("");
        for (KernelText.Line line : KernelText.lines(passwd.toString(), text)) {
            List<String> fields = COLON.splitAsStream(line.text()).limit(3).toList();
            if (fields.size() == 3) names.putIfAbsent(fields.get(2), fields.get(0));
        }
    }

    /** Returns {@code 1000 (alice)}, or the number alone. */
    String of(long id) {
        String name = names.get(Long.toString(id));
        return name == null ? Long.toString(id) : id + " (" + Printable.of(name) + ")";
    }
}
