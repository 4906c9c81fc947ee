package dev.ringfence.syscall.expression;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.Errnos;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A condition on calls, written as {@code what=SET}; a SET is as {@link Members} says, and that of {@code trace} as
 * {@link CallSelection} does.
 *
 * <ul>
 *   <li>{@code trace=%file}, or {@code %file} alone: these calls.
 *   <li>{@code status=failed}: those that ended so, see {@link CallEnd.Status}.
 *   <li>{@code errno=ENOENT,13}: those that failed with one of these errors; {@code errno=!ENOENT} with any other one.
 *   <li>{@code fds=3}: those that take one of these descriptors as an argument, see {@link ArgumentRoles}; not those that
 *       return one. {@code fds=!3}: those that take another one.
 *   <li>{@code path=/etc/**}: those about such a path, see {@link Glob#ofPath} and {@link CallFacts#anyPath}; {@code
 *       path=!/usr/**}: those about paths none of which is such a one.
 *   <li>{@code thread=main,4711}: those of threads with such names, in which {@code *} and {@code ?} stand for any
 *       characters, or ids.
 *   <li>{@code program=git,/usr/bin/*}: those of processes that execute such a program, see {@link Glob#ofPath}.
 * </ul>
 */
public sealed interface CallExpression {
    /** What expressions are about. */
    Set<String> KNOWN =
            Set.of("trace", "t", "status", "errno", "fds", "fd", "trace-fds", "trace-fd", "path", "thread", "program");

    /** Returns whether it holds for a call. */
    boolean holds(CallFacts call);

    /** One that asks how a call ended, and nothing else. */
    sealed interface OfEnd extends CallExpression {

        /** Returns whether it holds for a call that ended so. */
        boolean holds(CallEnd end);

        @Override
        default boolean holds(CallFacts call) {
            return holds(call.end());
        }
    }

    /** {@code trace=}. */
    record Calls(CallSelection selection) implements CallExpression {
        public Calls {
            Objects.requireNonNull(selection, "selection");
        }

        @Override
        public boolean holds(CallFacts call) {
            return selection.contains(call.call());
        }
    }

    /** {@code status=}. */
    record Statuses(Members<CallEnd.Status> statuses) implements OfEnd {
        @Override
        public boolean holds(CallEnd end) {
            return statuses.contains(end.status());
        }
    }

    /** {@code errno=}. */
    record Errors(Members<Integer> numbers) implements OfEnd {
        @Override
        public boolean holds(CallEnd end) {
            return end instanceof CallEnd.Failed failed && numbers.contains(failed.errno());
        }
    }

    /** {@code fds=}. */
    record Descriptors(Members<Integer> numbers) implements CallExpression {
        @Override
        public boolean holds(CallFacts call) {
            return call.anyDescriptor(numbers::contains);
        }
    }

    /** {@code thread=}. */
    record Threads(Members<ThreadTerm> threads) implements CallExpression {
        @Override
        public boolean holds(CallFacts call) {
            return threads.containsIf(term -> term.isOf(call));
        }
    }

    /** {@code program=}. */
    record Programs(Members<Glob> globs) implements CallExpression {
        @Override
        public boolean holds(CallFacts call) {
            return globs.containsIf(glob -> call.programs().stream().anyMatch(program -> program.matches(glob)));
        }
    }

    /** {@code path=}. */
    record Paths(Members<Glob> globs) implements CallExpression {
        @Override
        public boolean holds(CallFacts call) {
            boolean named = call.anyPath(path -> globs.named().stream().anyMatch(glob -> glob.matches(path)));
            return globs.complement() ? !named && call.anyPath(path -> true) : named;
        }
    }

    /** A thread, by its id or its name. */
    record ThreadTerm(String text, Glob name) {
        static ThreadTerm of(String text) {
            return new ThreadTerm(text, Glob.ofName(text));
        }

        boolean isOf(CallFacts call) {
            return text.equals(Integer.toString(call.thread())) || (!isNumber() && call.anyThreadName(name::matches));
        }

        private boolean isNumber() {
            return text.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    // --- Texts ---

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException for one that is not understood; the message begins with it
     */
    static CallExpression parse(String text) {
        int equals = text.startsWith("/") ? -1 : text.indexOf('=');
        String what = equals < 0 ? "trace" : text.substring(0, equals);
        String set = text.substring(equals + 1);
        try {
            return switch (what) {
                case "trace", "t" -> new Calls(CallSelection.parse(set));
                case "status" -> new Statuses(Members.parse(set, CallEnd.Status::named));
                case "errno" -> new Errors(Members.parse(set, CallExpression::errno));
                case "fds", "fd", "trace-fds", "trace-fd" ->
                    new Descriptors(Members.parse(set, CallExpression::number));
                case "path" -> new Paths(Members.parse(set, glob(Glob::ofPath, "path")));
                case "thread" -> new Threads(Members.parse(set, term -> ThreadTerm.of(filled(term, "thread"))));
                case "program" -> new Programs(Members.parse(set, glob(Glob::ofPath, "program")));
                default ->
                    throw new IllegalArgumentException("\"" + what + "\" is not known; it is trace, status, errno, fds,"
                            + " path, thread or program");
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
        }
    }

    private static Integer errno(String text) {
        boolean number = !text.isEmpty() && Character.isDigit(text.charAt(0));
        return number ? number(text) : Errnos.get(text).number();
    }

    private static Integer number(String text) {
        try {
            return KernelText.line("set", text).decimalInt(text, "number");
        } catch (KernelTextException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no number", e);
        }
    }

    private static Function<String, Glob> glob(Function<String, Glob> maker, String noun) {
        return term -> maker.apply(filled(term, noun));
    }

    private static String filled(String term, String noun) {
        if (term.isEmpty()) throw new IllegalArgumentException("a " + noun + " is missing");
        return term;
    }
}
