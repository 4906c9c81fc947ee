package dev.ringfence.samples.handed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents, options, properties, environment and working directory of the test JVM reach the forked one. */
class HandedTests {
    @TempDir
    Path directory;

    private Path here;
    private Path coverage;

    @BeforeEach
    void prepare() throws IOException {
        here = Files.createDirectory(directory.resolve("here"));
        coverage = directory.resolve("jacoco.exec");
    }

    private static Path agent() throws URISyntaxException {
        Path jar = Path.of(org.jacoco
                .agent
                .rt
                .RT
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(jar.getFileName().toString()).endsWith("-runtime.jar");
        return jar;
    }

    /** Returns the command of a JVM that hands on what it has. */
    static List<String> command(List<String> options) {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-Xmx128m", "-Dhanded.option=with a \"quote\"", "-cp", classPath()));
        command.add(HandingJvm.class.getName());
        return command;
    }

    private void runs(List<String> options) throws IOException, InterruptedException {
        File output = directory.resolve("output").toFile();
        ProcessBuilder builder = new ProcessBuilder(command(options))
                .directory(here.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().put("HANDED_VARIABLE", "a value");
        Process jvm = builder.start();
        assertThat(jvm.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(jvm.exitValue())
                .as(() -> {
                    try {
                        return Files.readString(output.toPath(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isZero();
    }

    /** Relative entries are of another working directory. */
    private static String classPath() {
        return java.util.Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void a_forked_jvm_is_like_the_test_jvm() throws Exception {
        runs(List.of());
    }

    @Test
    void coverage_of_what_ran_in_the_forked_jvm_is_written() throws Exception {
        runs(List.of("-javaagent:" + agent() + "=destfile=" + coverage + ",append=true"));

        ExecFileLoader loader = new ExecFileLoader();
        loader.load(coverage.toFile());
        assertThat(loader.getExecutionDataStore().getContents())
                .filteredOn(data -> data.getName().equals("dev/ringfence/samples/handed/OnlyInTheWorker"))
                .singleElement()
                .matches(ExecutionData::hasHits);
    }

    @Test
    void a_debugger_of_the_test_jvm_does_not_reach_the_forked_one() throws Exception {
        // The forked JVM could not listen on the same port, and would not start.
        runs(List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + freePort()));
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
