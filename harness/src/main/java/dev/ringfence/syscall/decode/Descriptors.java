package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import org.jspecify.annotations.Nullable;

/** Descriptors in arguments, results and structures. */
final class Descriptors {
    private static final int AT_FDCWD = -100;

    private Descriptors() {}

    /** Returns a descriptor, with its target where that is asked for. The kernel takes the low 32 bits. */
    static Value fd(DecodeContext context, long register) {
        int fd = (int) register;
        return new Value.Descriptor(fd, false, target(context, fd));
    }

    /** Returns the directory that a path is relative to: a descriptor or {@code AT_FDCWD}. */
    static Value directory(DecodeContext context, long register) {
        int fd = (int) register;
        if (fd != AT_FDCWD) return new Value.Descriptor(fd, true, target(context, fd));
        boolean shown = context.options().descriptors() != DecodeOptions.Descriptors.NUMBERS;
        return new Value.Descriptor(
                fd, true, shown ? escaped(context, context.view().currentDirectory()) : null);
    }

    private static @Nullable String target(DecodeContext context, int fd) {
        if (fd < 0) return null;
        return switch (context.options().descriptors()) {
            case NUMBERS -> null;
            case PATHS -> escaped(context, context.view().descriptor(fd));
            case DETAILS -> detailed(context, fd);
        };
    }

    /** A detail in angle brackets is added to the path: {@code /dev/null<char 1:3>}. Others stand for themselves. */
    private static @Nullable String detailed(DecodeContext context, int fd) {
        String path = context.view().descriptor(fd);
        String detail = path == null ? null : context.view().descriptorDetail(fd, path);
        if (detail == null) return escaped(context, path);
        return detail.startsWith("<") ? escaped(context, path) + detail : detail;
    }

    private static @Nullable String escaped(DecodeContext context, @Nullable String path) {
        if (path == null) return null;
        boolean hex = HexStrings.isHex(path, context.options().strings());
        return hex ? ValueText.hexPath(path) : ValueText.escapedPath(path);
    }
}
