package dev.ringfence.samples.tracebenchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles the programs, and runs a workload with one tracer or none. */
final class Tracers {
    private static final String NOTHING = "true";

    private final Path directory;
    private final Path workloads;
    private final Path bareLoop;

    private Tracers(Path directory, Path workloads, Path bareLoop) {
        this.directory = directory;
        this.workloads = workloads;
        this.bareLoop = bareLoop;
    }

    /**
     * Compiles the programs.
     *
     * @throws IOException if there is no gcc, or no strace
     */
    static Tracers in(Path directory) throws IOException, InterruptedException {
        run(List.of("strace", "--version"));
        return new Tracers(directory, compile(directory, "workloads"), compile(directory, "bare-loop"));
    }

    private static Path compile(Path directory, String name) throws IOException, InterruptedException {
        Path source = directory.resolve(name + ".c");
        try (InputStream in = Tracers.class.getResourceAsStream(name + ".c")) {
            if (in == null) throw new IOException("no resource " + name + ".c");
            Files.copy(in, source);
        }
        Path program = directory.resolve(name);
        run(List.of("gcc", "-O2", "-pthread", "-o", program.toString(), source.toString()));
        return program;
    }

    double untraced(Workload workload, int percent) throws IOException, InterruptedException {
        return nanos(List.of(), workload, percent);
    }

    double bareLoop(Workload workload, int percent) throws IOException, InterruptedException {
        return nanos(List.of(bareLoop.toString()), workload, percent);
    }

    double strace(Task task, Workload workload, int percent) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strace", "-f"));
        if (task == Task.FILTER) command.add("--seccomp-bpf");
        command.addAll(task.options());
        command.addAll(List.of("-o", directory.resolve("strace.out").toString(), "--"));
        return nanos(command, workload, percent);
    }

    /** Measures how long the bare loop takes for a program that does nothing. */
    double bareStart() throws IOException, InterruptedException {
        return nanos(List.of(bareLoop.toString(), NOTHING));
    }

    /** Measures how long {@code ringfence trace} takes for a program that does nothing. */
    double ringfenceStart() throws IOException, InterruptedException {
        List<String> command = ringfence(Task.COUNT);
        command.add(NOTHING);
        return nanos(command);
    }

    double ringfence(Task task, Workload workload, int percent) throws IOException, InterruptedException {
        return nanos(ringfence(task), workload, percent);
    }

    private List<String> ringfence(Task task) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of("dev.ringfence.cli.RingfenceCli", "trace", "-f"));
        command.addAll(task.options());
        command.addAll(List.of("-o", directory.resolve("ringfence.out").toString(), "--"));
        return command;
    }

    private double nanos(List<String> prefix, Workload workload, int percent) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(workloads.toString(), workload.label(), Integer.toString(workload.count(percent))));
        return nanos(command);
    }

    private static double nanos(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        run(command);
        return System.nanoTime() - start;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + " failed:\n" + output);
    }
}
