package dev.ringfence.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses which options of the test JVM the worker is given on its command line: all, but not those of a debugger and not
 * those that reach it through the environment anyway (an agent must not be loaded twice).
 */
final class JvmOptions {
    /** Agents that are part of a debugger: IntelliJ IDEA's and Eclipse's. */
    private static final Pattern DEBUGGER_AGENT =
            Pattern.compile("-javaagent:(?:.*[/\\\\])?(?:idea_rt|debugger-agent|javaagent-shaded)\\.jar(?:=.*)?");

    private static final Pattern DEBUGGER = Pattern.compile(
            "-agentlib:jdwp(?:=.*)?|-agentpath:(?:.*[/\\\\])?libjdwp\\.so(?:=.*)?|-Xrunjdwp(?::.*)?|-Xdebug|-Xnoagent");

    /** A remote management port can be opened by one process only. */
    private static final String REMOTE_MANAGEMENT = "-Dcom.sun.management.jmxremote";

    /** Options of the launcher whose value may be the next word; the JVM reports them with an equals sign. */
    private static final Set<String> TWO_WORDS = Set.of(
            "--add-modules",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--limit-modules",
            "--patch-module",
            "--upgrade-module-path",
            "--enable-native-access");

    private JvmOptions() {}

    static boolean isForDebugging(String option) {
        return DEBUGGER.matcher(option).matches()
                || DEBUGGER_AGENT.matcher(option).matches()
                || option.startsWith(REMOTE_MANAGEMENT);
    }

    /**
     * Returns the worker's options.
     *
     * @param reported what {@link java.lang.management.RuntimeMXBean#getInputArguments} reports: the options of all
     *     variables and of the command line in one list
     * @param environment of the test JVM, and of the worker
     */
    static List<String> forWorker(List<String> reported, Map<String, String> environment) {
        List<String> options = new ArrayList<>(reported);
        for (String name : OptionVariables.NAMES) {
            for (String option : words(environment.getOrDefault(name, ""))) {
                options.remove(option);
            }
        }
        options.removeIf(JvmOptions::isForDebugging);
        return options;
    }

    private static List<String> words(String variable) {
        List<String> words = new ArrayList<>();
        Iterator<OptionVariables.Option> options =
                OptionVariables.parse(variable).iterator();
        while (options.hasNext()) {
            String word = options.next().text();
            boolean two = options.hasNext() && (TWO_WORDS.contains(word) || isModulePath(word));
            words.add(
                    two
                            ? (isModulePath(word) ? "--module-path" : word) + "="
                                    + options.next().text()
                            : word);
        }
        return words;
    }

    private static boolean isModulePath(String word) {
        return word.equals("-p") || word.equals("--module-path");
    }
}
