package dev.ringfence.samples.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts JVMs of the benchmark, one at a time. */
final class BenchmarkJvm {
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z_]+)=([0-9.E]+)$");

    private BenchmarkJvm() {}

    /** Runs every measurement once, and returns nanoseconds. */
    static Map<Measure, Double> measure(Way way) throws IOException, InterruptedException {
        Map<Measure, Double> nanos = new EnumMap<>(Measure.class);
        long start = System.nanoTime();
        run(way, "first");
        nanos.put(Measure.FIRST_CLASS, (double) (System.nanoTime() - start));
        Matcher matcher = LINE.matcher(run(way, "all"));
        while (matcher.find()) {
            for (Measure measure : Measure.values()) {
                if (measure.key().equals(matcher.group(1))) nanos.put(measure, Double.parseDouble(matcher.group(2)));
            }
        }
        return nanos;
    }

    private static String run(Way way, String classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(way.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), RunBenchmark.class.getName(), way.name(), classes));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) throw new IOException(way.label() + " exited with " + exitCode + "\n" + output);
        return output;
    }

    /** Returns why a way cannot be measured here, nothing where it can. */
    static String obstacle(Way way) throws InterruptedException {
        if (way.prefix().isEmpty()) return "";
        List<String> probe = new ArrayList<>(way.prefix());
        probe.add("true");
        try {
            Process process =
                    new ProcessBuilder(probe).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : output.strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
