package dev.ringfence.program;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.PathAccess;
import dev.ringfence.spawn.StoppedProgram.UserIds;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A command as its program is to get it. Strings are bytes, one in each character: a JVM decodes its own arguments and
 * environment by the locale, which loses what does not fit.
 *
 * @param path of the program
 * @param arguments its argument vector, the name first
 * @param environment as {@code NAME=value}
 * @param keep descriptors beyond the standard streams that this process inherited and the program inherits
 * @param blocked signals that the program blocks, bit 0 for signal 1
 * @param openFiles the soft limit of open files that it gets, or 0 for ours
 * @param user whose rights it gets, if not ours
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Launch(
        String path,
        List<String> arguments,
        List<String> environment,
        Set<Integer> keep,
        long blocked,
        long openFiles,
        Optional<UserIds> user) {
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    public Launch {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        keep = Set.copyOf(keep);
    }

    /** A command that cannot be started, for a reason that its user can act on. */
    public static final class NotFoundException extends Exception {
        private static final long serialVersionUID = 1L;

        NotFoundException(String message) {
            super(message);
        }
    }

    /**
     * Prepares the command at the end of this process's own command line.
     *
     * @param count how many of the last arguments are the command
     * @param changes of the environment: {@code NAME=value} sets, {@code NAME} removes
     * @throws NotFoundException when there is no such program
     */
    public static Launch ofOwnArguments(int count, List<String> changes, Optional<UserIds> user)
            throws NotFoundException {
        // Before anything else: what is opened later is taken for inherited, such as the devices of random numbers.
        Set<Integer> descriptors = Inheritance.descriptors();
        List<String> own = NativeText.strings("/proc/self/cmdline");
        List<String> command = own.subList(own.size() - count, own.size());
        List<String> environment = changed(
                NativeText.strings("/proc/self/environ"),
                changes.stream().map(Launch::asBytes).toList());
        String path = find(command.get(0), search(environment), new PathAccess(Libc.load()));
        return new Launch(
                path, command, environment, descriptors, Inheritance.blockedSignals(), Inheritance.openFiles(), user);
    }

    /** Returns the path of a program as execvp(3) finds it. */
    static String find(String name, String search, PathAccess files) throws NotFoundException {
        if (name.indexOf('/') >= 0) {
            if (!files.exists(bytes(name))) throw new NotFoundException("\"" + text(name) + "\" does not exist");
            return name;
        }
        int start = 0;
        while (start <= search.length()) {
            int end = search.indexOf(File.pathSeparatorChar, start);
            if (end < 0) end = search.length();
            String directory = end == start ? "." : search.substring(start, end);
            String candidate = directory + "/" + name;
            if (!name.isEmpty() && files.isProgram(bytes(candidate))) return candidate;
            start = end + 1;
        }
        throw new NotFoundException("\"" + text(name) + "\" is not a program in " + text(search));
    }

    private static String text(String latin1) {
        return new String(bytes(latin1), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String search(List<String> environment) {
        return environment.stream()
                .filter(variable -> variable.startsWith("PATH="))
                .map(variable -> variable.substring("PATH=".length()))
                .findFirst()
                .orElse(DEFAULT_PATH);
    }

    /** Returns the bytes, as characters, that an argument was read from. */
    private static String asBytes(String argument) {
        return new String(NativeText.bytes(argument), StandardCharsets.ISO_8859_1);
    }

    /** Sets and removes variables as setenv(3) and unsetenv(3) do; those that stay keep their order, doubles stay, too. */
    static List<String> changed(List<String> environment, List<String> changes) {
        List<String> variables = new ArrayList<>(environment);
        for (String change : changes) {
            if (change.indexOf('=') > 0) {
                set(variables, change);
            } else {
                variables.removeIf(variable -> name(variable).equals(change));
            }
        }
        return List.copyOf(variables);
    }

    private static void set(List<String> variables, String change) {
        for (int i = 0; i < variables.size(); i++) {
            if (name(variables.get(i)).equals(name(change))) {
                variables.set(i, change);
                return;
            }
        }
        variables.add(change);
    }

    private static String name(String variable) {
        int equals = variable.indexOf('=', 1);
        return equals < 0 ? variable : variable.substring(0, equals);
    }
}
