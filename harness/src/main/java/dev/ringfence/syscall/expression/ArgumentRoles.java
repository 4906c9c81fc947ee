package dev.ringfence.syscall.expression;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Syscall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which arguments of a call are descriptors and paths. Not those inside of structures, but for the arrays of poll(2) and
 * the sets of select(2); and all that close_range(2) closes.
 *
 * @param descriptors positions of single ones, those of directories that paths are relative to included
 * @param paths positions of paths
 * @param polls arrays of {@code struct pollfd}
 * @param sets positions of {@code fd_set}s, whose size is the first argument
 * @param range whether the first two arguments are the ends of a range of descriptors
 */
public record ArgumentRoles(
        List<Integer> descriptors, List<PathRole> paths, List<PollRole> polls, List<Integer> sets, boolean range) {
    /** Of a call whose arguments are not known. */
    public static final ArgumentRoles NONE = new ArgumentRoles(List.of(), List.of(), List.of(), List.of(), false);

    private static final Set<String> DESCRIPTORS = Set.of("fd", "dirfd", "fanotifydirectory");
    private static final Set<String> DIRECTORIES = Set.of("dirfd", "fanotifydirectory");
    /** symlink(2): the first argument is text that is stored. mq_open(3): names of queues are no paths. */
    private static final Map<String, Integer> NO_PATHS =
            Map.of("symlink", 0, "symlinkat", 0, "mq_open", 0, "mq_unlink", 0);

    /** /proc/sys/fs/nr_open, unless it was changed. */
    private static final long LAST = 1 << 20;

    private static final Map<String, ArgumentRoles> KNOWN = new ConcurrentHashMap<>();

    public ArgumentRoles {
        descriptors = List.copyOf(descriptors);
        paths = List.copyOf(paths);
        polls = List.copyOf(polls);
        sets = List.copyOf(sets);
    }

    /**
     * A path.
     *
     * @param path its position
     * @param directory position of the directory that it is relative to; null for the current one
     */
    public record PathRole(int path, @Nullable Integer directory) {}

    /** An array: its position, and that of the number of its elements. */
    public record PollRole(int array, int count) {}

    /** Returns those of a call; none of one whose arguments are not known. */
    public static ArgumentRoles of(Syscall call) {
        Signature signature = call.signature().orElse(null);
        return signature == null ? NONE : KNOWN.computeIfAbsent(signature.name(), name -> of(signature));
    }

    private static ArgumentRoles of(Signature signature) {
        List<Integer> descriptors = new ArrayList<>();
        List<PathRole> paths = new ArrayList<>();
        List<PollRole> polls = new ArrayList<>();
        List<Integer> sets = new ArrayList<>();
        List<Signature.Parameter> parameters = signature.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Signature.Kind kind = parameters.get(i).kind();
            if (DESCRIPTORS.contains(kind.name())) descriptors.add(i);
            if (kind.name().equals("fdset")) sets.add(i);
            if (kind.name().equals("pollfds")) polls.add(new PollRole(i, position(kind)));
            boolean path = kind.name().equals("path") && NO_PATHS.getOrDefault(signature.name(), -1) != i;
            if (path) paths.add(new PathRole(i, directory(parameters, i)));
        }
        return new ArgumentRoles(
                descriptors, paths, polls, sets, signature.name().equals("close_range"));
    }

    /**
     * Returns whether such a descriptor is in a range.
     *
     * @param last of it; beyond what a process can have by default, none is looked for
     */
    public static boolean anyInRange(long first, long last, IntPredicate wanted) {
        return LongStream.rangeClosed(first, Math.min(last, LAST)).anyMatch(fd -> wanted.test((int) fd));
    }

    private static int position(Signature.Kind kind) {
        String detail = kind.details().get(0);
        return KernelText.line(kind.toString(), detail).decimalInt(detail, "position");
    }

    private static @Nullable Integer directory(List<Signature.Parameter> parameters, int path) {
        boolean relative =
                path > 0 && DIRECTORIES.contains(parameters.get(path - 1).kind().name());
        return relative ? path - 1 : null;
    }
}
