package dev.ringfence.differential;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where programs run so that two runs see the same: a directory made anew for each, a fixed environment, no input. */
final class Sandbox {
    /** Starts the others. It is short when it needs no loader. */
    private static final String FRESH = "fresh";

    private static final List<String> C_PROGRAMS =
            List.of("files", "foreign", FRESH, "network", "processes", "signals", "system");
    private static final List<String> SCRIPTS =
            List.of("builtins.sh", "git.sh", "pipeline.sh", "script.sh", "subprocesses.py");
    /** Hashes are not seeded at random. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "PERL_HASH_SEED", "0", "PYTHONHASHSEED", "0");

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z"));
    private static final int SECONDS = 120;

    private final Path root;
    private final Path work;

    Sandbox(Path root) {
        this.root = root;
        work = root.resolve("work");
    }

    /** Compiles the C programs. */
    void compile() throws IOException, InterruptedException {
        Path programs = Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("logs"));
        Files.createDirectories(work);
        for (String name : C_PROGRAMS) {
            boolean alone = name.equals(FRESH);
            Path source = root.resolve(name + ".c");
            copy(name + ".c", source);
            String target = programs.resolve(name).toString();
            runWell(List.of("gcc", "-O1", "-w", alone ? "-static" : "-pthread", "-o", target, source.toString()));
        }
    }

    static boolean isPossible() {
        return Stream.of("gcc", "strace", "setarch").allMatch(name -> Files.isExecutable(Path.of("/usr/bin", name)));
    }

    static List<String> resource(String name) throws IOException {
        try (InputStream input = open(name)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** Returns the command line that both tracers run. */
    static List<String> command(TracedCommand program) {
        List<String> line = new ArrayList<>(List.of("../bin/" + FRESH));
        line.addAll(program.command());
        return line;
    }

    /** Returns where we write what a program did. */
    Path log(TracedCommand program) {
        return root.resolve("logs").resolve(program.name());
    }

    /** Runs strace on a program. */
    TraceLog strace(TracedCommand program) throws IOException, InterruptedException {
        prepare();
        Path log = root.resolve("log");
        List<String> line = new ArrayList<>(List.of("/usr/bin/strace", "-f", "-o", log.toString()));
        line.addAll(command(program));
        long pid = run(line).pid();
        return TraceLog.parse(Files.readAllLines(log, StandardCharsets.ISO_8859_1), pid);
    }

    /**
     * Runs a command to its end in the working directory. Nothing is placed at random in memory, so addresses are the same
     * in each run.
     */
    Process run(List<String> command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/usr/bin/setarch", "-R"));
        line.addAll(command);
        File output = root.resolve("output").toFile();
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(work.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().put("HOME", work.toString());
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not done after " + SECONDS + " s: " + line);
        }
        return process;
    }

    /** Runs a command that must succeed. Returns its process id. */
    long runWell(List<String> command) throws IOException, InterruptedException {
        Process process = run(command);
        if (process.exitValue() == 0) return process.pid();
        String output = Files.readString(root.resolve("output"), StandardCharsets.ISO_8859_1);
        throw new AssertionError(command + " exited with " + process.exitValue() + ":\n" + output);
    }

    /** Makes the working directory anew. It stays the same directory: a process may be in it. */
    void prepare() throws IOException {
        try (Stream<Path> old = Files.walk(work)) {
            for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(work)) Files.delete(path);
            }
        }
        Files.createDirectories(work.resolve("tree/sub"));
        Files.writeString(work.resolve("tree/a"), "line of a\n");
        Files.writeString(work.resolve("tree/b"), "b".repeat(5000));
        Files.writeString(work.resolve("tree/sub/c"), "");
        Files.createSymbolicLink(work.resolve("link"), Path.of("tree/a"));
        Files.write(
                work.resolve("lines"),
                IntStream.rangeClosed(1, 200).mapToObj(i -> "line " + i).toList());
        for (String script : SCRIPTS) copy(script, work.resolve(script));
        // Files as old as their index make git look into them.
        for (String file : List.of("lines", "tree/a", "tree/b", "tree/sub/c")) {
            Files.setLastModifiedTime(work.resolve(file), LONG_AGO);
        }
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream input = open(resource)) {
            Files.copy(input, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static InputStream open(String name) {
        InputStream input = Sandbox.class.getResourceAsStream(name);
        if (input == null) throw new AssertionError("no resource " + name);
        return input;
    }
}
