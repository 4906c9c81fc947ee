package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script that the build puts beside the program. */
class RingfenceScriptIT {
    private static final Path BUILT = Path.of("target").toAbsolutePath();
    private static final Path SCRIPT = BUILT.resolve("bin/ringfence");
    private static final String HOME = System.getProperty("java.home");

    @TempDir
    Path directory;

    private record Outcome(int code, String out, String err) {}

    private Outcome run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("the script ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private Path link(String name, Path target) throws IOException {
        Path link = directory.resolve(name);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target);
    }

    /** A JDK of a version, whose java prints its arguments. */
    private Path jdk(String version) throws IOException {
        Path home = directory.resolve("jdk");
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    @Test
    void it_is_found_through_links_in_the_path_from_anywhere() throws Exception {
        link("a b/second", SCRIPT);
        link("bin/first", Path.of("../a b/second"));
        String path = directory.resolve("bin") + ":" + System.getenv("PATH");
        Outcome outcome =
                run(Map.of("PATH", path, "JAVA_HOME", HOME), "/bin/sh", "-c", "cd / && exec first syscalls openat");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("name         openat");
        assertThat(outcome.code()).isZero();
    }

    @Test
    @Tag("traced")
    void a_traced_program_gets_its_arguments_and_its_exit_code_comes_back() throws Exception {
        Outcome outcome = run(
                Map.of("JAVA_HOME", HOME),
                SCRIPT.toString(),
                "trace",
                "-o",
                "log",
                "/bin/sh",
                "-c",
                "printf '%s|' \"$@\"; exit 3",
                "sh",
                "two words",
                "");
        assertThat(outcome).isEqualTo(new Outcome(3, "two words||", ""));
        assertThat(text(directory.resolve("log"))).endsWith("+++ exited with 3 +++\n");
    }

    @Test
    void options_are_those_that_the_jvm_knows() throws Exception {
        String script = SCRIPT.toString();
        List<String> known = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                BUILT.toRealPath() + "/ringfence.jar",
                "doctor",
                "a b"));
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("17.0.15").toString());
        assertThat(run(environment, script, "doctor", "a b").out().lines()).containsExactlyElementsOf(known);
        jdk("25");
        known.add(0, "--sun-misc-unsafe-memory-access=allow");
        assertThat(run(environment, script, "doctor", "a b").out().lines()).containsExactlyElementsOf(known);
    }

    @Test
    void what_is_missing_is_said_in_a_sentence() throws Exception {
        String script = SCRIPT.toString();
        Path old = jdk("1.8.0_392");
        assertThat(run(Map.of("JAVA_HOME", old.toString()), script))
                .isEqualTo(new Outcome(
                        1, "", "ringfence: " + old + "/bin/java is Java 8, and Java 17 or later is needed\n"));
        assertThat(run(Map.of("JAVA_HOME", "/nowhere"), script))
                .isEqualTo(new Outcome(1, "", "ringfence: JAVA_HOME is /nowhere, where there is no bin/java\n"));

        for (String tool : List.of("dirname", "readlink")) link("tools/" + tool, which(tool));
        assertThat(run(Map.of("PATH", directory.resolve("tools").toString()), script))
                .isEqualTo(new Outcome(
                        1, "", "ringfence: there is no java: install Java 17 or later, or set JAVA_HOME\n"));

        Path alone = Files.copy(SCRIPT, directory.resolve("alone"));
        assertThat(run(Map.of(), alone.toString()))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "ringfence: " + directory.toRealPath().getParent() + "/ringfence.jar is missing, and "
                                + directory.toRealPath()
                                + "/ringfence.jar: mvn -q -DskipTests package builds it\n"));

        Path beside = Files.writeString(directory.resolve("ringfence.jar"), "no jar");
        assertThat(run(Map.of("JAVA_HOME", jdk("17.0.15").toString()), alone.toString())
                        .out())
                .contains("-jar\n" + beside.toRealPath() + "\n");
    }

    private static Path which(String tool) {
        Path usual = Path.of("/usr/bin", tool);
        return Files.exists(usual) ? usual : Path.of("/bin", tool);
    }
}
