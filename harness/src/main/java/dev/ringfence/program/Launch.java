package dev.ringfence.program;

import dev.ringfence.spawn.StoppedProgram.UserIds;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        List<String> own = strings("/proc/self/cmdline");
        List<String> command = own.subList(own.size() - count, own.size());
        List<String> environment = changed(strings("/proc/self/environ"), changes);
        String path = find(command.get(0), search(environment));
        return new Launch(
                path,
                command,
                environment,
                Inheritance.descriptors(),
                Inheritance.blockedSignals(),
                Inheritance.openFiles(),
                user);
    }

    /** Returns the path of a program as execvp(3) finds it. */
    static String find(String name, String search) throws NotFoundException {
        if (name.indexOf('/') >= 0) {
            if (!Files.exists(path(name))) throw new NotFoundException("\"" + name + "\" does not exist");
            return name;
        }
        int start = 0;
        while (start <= search.length()) {
            int end = search.indexOf(File.pathSeparatorChar, start);
            if (end < 0) end = search.length();
            String directory = end == start ? "." : search.substring(start, end);
            Path candidate = path(directory + "/" + name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) return directory + "/" + name;
            start = end + 1;
        }
        throw new NotFoundException("\"" + name + "\" is not a program in " + search);
    }

    private static Path path(String latin1) {
        return Path.of(new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String search(List<String> environment) {
        return environment.stream()
                .filter(variable -> variable.startsWith("PATH="))
                .map(variable -> variable.substring("PATH=".length()))
                .findFirst()
                .orElse(DEFAULT_PATH);
    }

    /** Sets and removes variables; those that stay keep their order. */
    static List<String> changed(List<String> environment, List<String> changes) {
        Map<String, String> variables = new LinkedHashMap<>();
        environment.forEach(variable -> variables.put(name(variable), variable));
        for (String change : changes) {
            if (change.indexOf('=') > 0) {
                variables.put(name(change), change);
            } else {
                variables.remove(change);
            }
        }
        return List.copyOf(variables.values());
    }

    private static String name(String variable) {
        int equals = variable.indexOf('=', 1);
        return equals < 0 ? variable : variable.substring(0, equals);
    }

    private static List<String> strings(String file) {
        try {
            return strings(Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static List<String> strings(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> strings = new ArrayList<>();
        int start = 0;
        for (int end = all.indexOf(0); end >= 0; end = all.indexOf(0, start)) {
            strings.add(all.substring(start, end));
            start = end + 1;
        }
        return strings;
    }
}
