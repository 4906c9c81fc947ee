package dev.ringfence.program;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.PathAccess;
import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.CallFilter;
import dev.ringfence.syscall.expression.Glob;
import dev.ringfence.syscall.expression.Members;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Which calls are shown, by what they are about and who makes them.
 *
 * @param paths of which one is what a call is about ({@code -P}); where there are none, every call may be shown
 * @param expressions that hold, none of them about how a call ends
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Conditions(List<String> paths, List<CallExpression> expressions) {
    /** Lets every call be shown. */
    public static final Conditions NONE = new Conditions(List.of(), List.of());

    public Conditions {
        paths = List.copyOf(paths);
        expressions = List.copyOf(expressions);
    }

    /** Returns one of which one has to hold, or none: strace's {@code -P} and {@code --trace-fds} are alternatives. */
    List<CallExpression> alternatives() {
        if (paths.isEmpty()) return List.of();
        List<CallExpression> alternatives = new ArrayList<>();
        alternatives.add(literal());
        expressions.stream()
                .filter(CallExpression.Descriptors.class::isInstance)
                .forEach(alternatives::add);
        return alternatives;
    }

    private CallExpression literal() {
        List<Glob> names = new ArrayList<>();
        for (String path : paths) {
            names.add(Glob.literal(path));
            names.add(Glob.literal(real(path)));
        }
        return new CallExpression.Paths(new Members<>(false, names));
    }

    /** Returns those that all have to hold. */
    CallFilter rest() {
        return new CallFilter(expressions.stream()
                .filter(expression -> paths.isEmpty() || !(expression instanceof CallExpression.Descriptors))
                .map(Conditions::withRealPaths)
                .toList());
    }

    /** Descriptors are known by their real paths: what a glob says of a directory is meant of where that leads, too. */
    private static CallExpression withRealPaths(CallExpression expression) {
        if (!(expression instanceof CallExpression.Paths paths)) return expression;
        List<Glob> globs = new ArrayList<>(paths.globs().named());
        for (Glob glob : paths.globs().named()) {
            String real = withRealPath(glob.pattern());
            if (!real.equals(glob.pattern())) globs.add(Glob.ofPath(real));
        }
        return new CallExpression.Paths(new Members<>(paths.globs().complement(), globs));
    }

    private static String withRealPath(String pattern) {
        int wildcard = firstWildcard(pattern);
        int end = wildcard == pattern.length() ? wildcard : pattern.lastIndexOf('/', wildcard);
        boolean named = end > 0 && pattern.startsWith("/");
        return named ? real(pattern.substring(0, end)) + pattern.substring(end) : pattern;
    }

    private static int firstWildcard(String pattern) {
        int at = 0;
        while (at < pattern.length() && pattern.charAt(at) != '*' && pattern.charAt(at) != '?') at++;
        return at;
    }

    /** It need not exist yet. */
    private static String real(String path) {
        return new PathAccess(Libc.load())
                .real(NativeText.bytes(path))
                .map(real -> new String(real, NativeText.CHARSET))
                .orElse(path);
    }
}
