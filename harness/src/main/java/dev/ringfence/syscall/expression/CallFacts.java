package dev.ringfence.syscall.expression;

import dev.ringfence.syscall.Syscall;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What expressions ask about one call. Each method throws {@link CannotTellException} where the answer depends on what is
 * not known.
 */
public interface CallFacts {

    /** Returns the call. */
    Syscall call();

    /** Returns how it ended. */
    CallEnd end();

    /** Returns whether it takes such a descriptor as an argument, as {@link ArgumentRoles} says. */
    boolean anyDescriptor(IntPredicate wanted);

    /**
     * Returns whether it is about such a path: names it, as it was given or, where that is relative, behind its directory;
     * or takes a descriptor of it.
     */
    boolean anyPath(Predicate<String> wanted);

    /** Returns the kernel's id of its thread. */
    int thread();

    /** Returns whether its thread has such a name. */
    boolean anyThreadName(Predicate<String> wanted);

    /** Returns the program that its process executes, under each name that is known of it; at least one. */
    List<Program> programs();

    /**
     * A name of a program.
     *
     * @param path as it was executed, or of its file
     * @param baseOnly whether only the last part is known
     */
    record Program(String path, boolean baseOnly) {
        boolean matches(Glob glob) {
            String pattern = glob.pattern();
            if (!baseOnly || pattern.indexOf('/') < 0) return glob.matches(path);
            if (!Glob.of(pattern.substring(pattern.lastIndexOf('/') + 1)).matches(path)) return false;
            throw new CannotTellException("the program " + path + " is known by its name alone, and program=" + pattern
                    + " asks for its directory");
        }
    }
}
