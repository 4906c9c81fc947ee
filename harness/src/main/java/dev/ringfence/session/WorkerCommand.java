package dev.ringfence.session;

import dev.ringfence.channel.WorkerSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The command that starts a worker like a given test JVM. Beside that JVM's own options it has only:
 *
 * <ul>
 *   <li>{@code -cp}: the class path, since the JVM does not report it among its options; with the harness and JUnit's
 *       launcher added where they are not on it (a test JVM that has them on the module path);
 *   <li>{@code --add-modules}: the modules of the test JVM, which there were resolved from its main module, and which the
 *       worker, whose main class is on the class path, would leave out;
 *   <li>{@code --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED} from JDK 21 on, without which virtual threads have no
 *       names for the harness;
 *   <li>{@code --add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED}, so that stacks need no management
 *       server, which would take a sixth of a second to start;
 *   <li>for {@code ringfence.debug} the option of the debugger.
 * </ul>
 *
 * The options are in a file in the private directory, the system properties in another; both hold what may be secret and
 * go when the worker has read them.
 */
final class WorkerCommand {
    private static final String MAIN = "dev.ringfence.worker.WorkerMain";
    private static final String DEBUGGER = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";

    private static final String NAMES_OF_VIRTUAL_THREADS = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";
    private static final String MANAGEMENT = "jdk.management";
    private static final String DIAGNOSTIC_COMMANDS =
            "--add-opens=" + MANAGEMENT + "/com.sun.management.internal=ALL-UNNAMED";
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final JvmView jvm;
    private final List<Path> needed;

    WorkerCommand(JvmView jvm) {
        this(
                jvm,
                Stream.of("dev/ringfence/session/WorkerCommand.class", "org/junit/platform/launcher/Launcher.class")
                        .flatMap(resource -> Locations.of(resource).stream())
                        .toList());
    }

    WorkerCommand(JvmView jvm, List<Path> needed) {
        this.jvm = jvm;
        this.needed = List.copyOf(needed);
    }

    /** Writes the files and returns what the tracer needs. */
    WorkerSpec write(WorkerFiles files, WorkerSettings settings) throws IOException {
        String given = jvm.property("java.class.path");
        List<Path> entries = given.isEmpty() ? List.of() : ClassPath.entries(given, jvm.workingDirectory());
        List<Path> all = entries.containsAll(needed) ? entries : ClassPath.withManifests(entries);
        List<Path> missing = needed.stream().filter(path -> !all.contains(path)).toList();
        ArgumentFile.write(files.arguments(), options(given, missing, settings));
        HandedProperties.write(HandedProperties.of(jvm.properties()), files.properties());
        String javaHome = jvm.property("java.home");
        return new WorkerSpec(
                List.of(
                        Path.of(javaHome, "bin", "java").toString(),
                        "@" + files.arguments(),
                        MAIN,
                        files.properties().toString(),
                        files.socket().toString()),
                environment(),
                jvm.workingDirectory().toString(),
                files.socket().toString(),
                settings.observed(),
                settings.entryOnly(),
                settings.captured(),
                settings.quiet().toMillis(),
                settings.settle().toMillis(),
                settings.eventLimit(),
                javaHome,
                Stream.concat(all.stream(), missing.stream())
                        .map(Path::toString)
                        .toList());
    }

    private List<String> options(String classPath, List<Path> missing, WorkerSettings settings) {
        List<String> options = new ArrayList<>(JvmOptions.forWorker(jvm.options(), jvm.environment()));
        if (!jvm.modules().isEmpty()) {
            options.add("--add-modules=" + String.join(",", jvm.modules()));
        }
        if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
            options.add(NAMES_OF_VIRTUAL_THREADS);
        }
        if (ModuleLayer.boot().findModule(MANAGEMENT).isPresent()) {
            options.add(DIAGNOSTIC_COMMANDS);
        }
        if (settings.debug()) {
            options.add(DEBUGGER);
        }
        options.add("-cp");
        options.add(Stream.concat(
                        classPath.isEmpty() ? Stream.empty() : Stream.of(classPath),
                        missing.stream().map(Path::toString))
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElse(""));
        return options;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(jvm.environment());
        for (String name : OptionVariables.NAMES) {
            environment.computeIfPresent(name, (key, value) -> OptionVariables.withoutDebugger(value));
        }
        return environment;
    }
}
