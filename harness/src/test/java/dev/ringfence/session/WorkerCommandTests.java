package dev.ringfence.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.channel.WorkerSpec;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts real JVMs with the command of a worker, with another main class in the place of the worker's. */
class WorkerCommandTests {
    private static final Path CLASSES =
            Locations.of(Probe.class.getName().replace('.', '/') + ".class").orElseThrow();

    @TempDir
    Path directory;

    private static WorkerSettings settings(boolean debug) {
        return new WorkerSettings(
                Set.of("openat"),
                Set.of(),
                Set.of(),
                Duration.ofMillis(250),
                Duration.ofSeconds(3),
                10,
                Duration.ofSeconds(60),
                debug);
    }

    private Properties properties(String classPath) {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        properties.setProperty("java.class.path", classPath);
        return properties;
    }

    private JvmView jvm(List<String> options, Map<String, String> environment, String classPath) {
        return new JvmView(options, environment, properties(classPath), directory, List.of());
    }

    private WorkerSpec write(JvmView jvm, List<Path> needed, boolean debug) throws IOException {
        return new WorkerCommand(jvm, needed).write(WorkerFiles.in(directory, 1), settings(debug));
    }

    /** Runs the command with the probe and returns what it printed, by key. */
    private Map<String, String> probe(WorkerSpec spec) throws Exception {
        List<String> command = new ArrayList<>(spec.command());
        command.set(command.indexOf("dev.ringfence.worker.WorkerMain"), Probe.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File(spec.workingDirectory()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment().keySet().removeIf(name -> !name.startsWith("LC_") && !name.equals("LANG"));
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Properties printed = new Properties();
        try (var in = Files.newInputStream(directory.resolve("out"))) {
            printed.load(in);
        }
        Map<String, String> values = new TreeMap<>();
        printed.stringPropertyNames().forEach(name -> values.put(name, printed.getProperty(name)));
        return values;
    }

    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) throws IOException {
            Properties seen = new Properties();
            try (var in = Files.newInputStream(Path.of(arguments[0]))) {
                Properties handed = new Properties();
                handed.load(in);
                handed.stringPropertyNames().forEach(name -> System.setProperty(name, handed.getProperty(name)));
            }
            System.getProperties().stringPropertyNames().forEach(n -> seen.setProperty(n, System.getProperty(n)));
            System.getenv().forEach((name, value) -> seen.setProperty("env " + name, value));
            seen.setProperty("arguments", String.join("|", arguments));
            ModuleLayer.boot().findModule("java.xml").ifPresent(m -> seen.setProperty("module", m.getName()));
            seen.store(System.out, null);
        }
    }

    @Test
    void options_arrive_whatever_characters_are_in_them() throws Exception {
        String value = "a b\tc \"d\" 'e' \\f\\\\ #g @h $i ü\n\r\fj";

        Map<String, String> seen = probe(write(
                jvm(List.of("-Dnasty=" + value, "-Dplain=x"), Map.of("KEPT", "1"), CLASSES.toString()),
                List.of(),
                false));

        assertThat(seen)
                .containsEntry("nasty", value)
                .containsEntry("plain", "x")
                .containsEntry("env KEPT", "1")
                .containsEntry("java.class.path", CLASSES.toString())
                .containsEntry("user.dir", System.getProperty("user.dir"))
                .containsEntry(
                        "arguments",
                        directory.resolve("worker-1.properties") + "|" + directory.resolve("worker-1.sock"));
    }

    @Test
    void properties_set_at_run_time_arrive_and_the_worker_knows_that_it_is_one() throws Exception {
        JvmView view = jvm(List.of(), Map.of(), CLASSES.toString());
        view.properties().setProperty("set.at.run.time", "ü = : # \\ \n");
        view.properties().setProperty("java.awt.headless", "true");
        view.properties().setProperty("java.vm.name", "another");

        Map<String, String> seen = probe(write(view, List.of(), false));

        assertThat(seen)
                .containsEntry("set.at.run.time", "ü = : # \\ \n")
                .containsEntry("java.awt.headless", "true")
                .containsEntry("java.vm.name", System.getProperty("java.vm.name"))
                .containsEntry("ringfence.worker", "true");
    }

    @Test
    void a_variable_s_options_stay_there_without_the_debugger() throws Exception {
        Map<String, String> environment = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dfrom.variable=1 -agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0");

        Map<String, String> seen = probe(write(
                jvm(
                        List.of(
                                "-Dfrom.variable=1",
                                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0"),
                        environment,
                        CLASSES.toString()),
                List.of(),
                false));

        assertThat(seen)
                .containsEntry("from.variable", "1")
                .containsEntry("env JAVA_TOOL_OPTIONS", "-Dfrom.variable=1 ");
    }

    @Test
    void what_is_not_on_the_class_path_is_added_to_it() throws Exception {
        Map<String, String> seen = probe(write(jvm(List.of(), Map.of(), "x.jar"), List.of(CLASSES), false));

        assertThat(seen).containsEntry("java.class.path", "x.jar:" + CLASSES);
    }

    @Test
    void what_is_on_the_class_path_through_a_manifest_is_not_added_but_known() throws Exception {
        Path jar = directory.resolve("booter.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, CLASSES.toUri() + " lib%20x/a.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(out, manifest)) {
            written.finish();
        }

        WorkerSpec spec = write(jvm(List.of(), Map.of(), jar.toString()), List.of(CLASSES), false);

        assertThat(probe(spec)).containsEntry("java.class.path", jar.toString());
        assertThat(spec.classPath())
                .containsExactly(
                        jar.toString(),
                        CLASSES.toString(),
                        directory.resolve("lib x/a.jar").toString());
    }

    @Test
    void a_class_path_longer_than_one_argument_may_be_arrives() throws Exception {
        String path = CLASSES + ":" + "/nowhere/x.jar:".repeat(20_000);

        assertThat(probe(write(jvm(List.of(), Map.of(), path), List.of(CLASSES), false)))
                .containsEntry("java.class.path", path);
    }

    @Test
    void modules_are_resolved_as_in_the_test_jvm() throws Exception {
        JvmView view = new JvmView(
                List.of(), Map.of(), properties(CLASSES.toString()), directory, List.of("java.logging", "java.xml"));
        WorkerSpec spec = write(view, List.of(CLASSES), false);

        assertThat(Files.readString(directory.resolve("worker-1.args")))
                .contains("\"--add-modules=java.logging,java.xml\"");
        assertThat(probe(spec).get("module")).isEqualTo("java.xml");
    }

    @Test
    void a_debugger_is_waited_for_when_asked() throws Exception {
        write(jvm(List.of(), Map.of(), CLASSES.toString()), List.of(), true);

        assertThat(Files.readString(directory.resolve("worker-1.args")))
                .contains("\"-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0\"");
    }

    @Test
    void a_worker_of_this_very_jvm_finds_the_harness_and_the_launcher() throws Exception {
        WorkerSpec spec = new WorkerCommand(JvmView.current()).write(WorkerFiles.in(directory, 1), settings(false));

        assertThat(spec.classPath())
                .contains(Locations.of("org/junit/platform/launcher/Launcher.class")
                        .orElseThrow()
                        .toString())
                .contains(Locations.of("dev/ringfence/channel/Frame.class")
                        .orElseThrow()
                        .toString());
        assertThat(spec.command().get(0)).isEqualTo(System.getProperty("java.home") + "/bin/java");
        assertThat(probe(spec)).containsEntry("ringfence.worker", "true");
    }
}
