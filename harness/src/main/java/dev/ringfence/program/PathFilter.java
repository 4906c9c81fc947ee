package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Syscall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets only calls pass that name one of some paths, or use a descriptor of it ({@code -P}). */
final class PathFilter {
    /** PATH_MAX of linux/limits.h. */
    private static final int PATH_MAX = 4096;

    private final Set<String> paths = new HashSet<>();
    private final ThreadView view;
    private final byte[] buffer = new byte[PATH_MAX];

    PathFilter(List<String> paths, ThreadView view) {
        this.view = view;
        for (String path : paths) {
            this.paths.add(bytes(path));
            this.paths.add(bytes(real(path)));
        }
    }

    private static String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException missing) {
            // It need not exist yet.
            return path;
        }
    }

    /** Paths of the kernel are bytes: each is one character. */
    private static String bytes(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    boolean isAll() {
        return paths.isEmpty();
    }

    /** Returns whether the call that a thread is entering is about one of the paths. */
    boolean passes(int tid, Syscall call, SyscallInfo info) {
        List<Signature.Parameter> parameters =
                call.signature().map(Signature::parameters).orElse(List.of());
        view.of(tid, 0);
        for (int i = 0; i < parameters.size(); i++) {
            if (isAbout(parameters.get(i).kind().name(), info.argument(i))) return true;
        }
        return false;
    }

    private boolean isAbout(String kind, long register) {
        return switch (kind) {
            case "path" -> paths.contains(string(register));
            case "fd", "dirfd" -> {
                String target = register < 0 ? null : view.descriptor((int) register);
                yield target != null && paths.contains(target);
            }
            default -> false;
        };
    }

    private String string(long address) {
        int count = view.read(address, buffer, PATH_MAX);
        int end = 0;
        while (end < count && buffer[end] != 0) end++;
        return new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    }
}
