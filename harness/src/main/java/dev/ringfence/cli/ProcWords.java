package dev.ringfence.cli;

import dev.ringfence.kernelfs.proc.CommandLine;
import dev.ringfence.kernelfs.proc.Limit;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a process and what it has are called. */
final class ProcWords {
    private static final int LONGEST = 100;

    private ProcWords() {}

    /** Returns the command line; of what has none, such as a kernel thread or a zombie, its name in brackets, as ps does. */
    static String command(ProcessSnapshot process) {
        List<String> arguments =
                process.commandLine().value().map(CommandLine::arguments).orElse(List.of());
        if (!arguments.isEmpty()) return Printable.command(arguments);
        return "[" + ReportText.known(process.statistics(), stat -> Printable.of(stat.comm())) + "]";
    }

    /** Returns the beginning of the command line. */
    static String shortCommand(ProcessSnapshot process) {
        String command = command(process);
        return command.length() <= LONGEST ? command : command.substring(0, LONGEST) + " ...";
    }

    /** Returns {@code process 4711  java -jar a.jar}. */
    static String title(ProcessSnapshot process) {
        return "process " + process.pid() + "  " + shortCommand(process);
    }

    static String state(TaskState state) {
        return switch (state) {
            case RUNNING -> "running";
            case SLEEPING -> "sleeping";
            case DISK_SLEEP -> "in an uninterruptible wait";
            case STOPPED -> "stopped";
            case TRACING_STOP -> "stopped by a tracer";
            case DEAD -> "dead";
            case ZOMBIE -> "zombie";
            case PARKED -> "parked";
            case IDLE -> "idle";
        };
    }

    /** Returns how a process ended, as wait(2) has it; the kernel tells it to those who may trace it, and 0 to others. */
    static String ended(TaskStatistics stat) {
        int code = stat.exitCode().value().orElse(0);
        int signal = code & 0x7f;
        if (signal != 0) return "killed by signal " + signal;
        return "ended with exit code " + (code >>> 8) + (code == 0 ? " or one that is hidden" : "");
    }

    /** Returns numbers of equal things, the most first: {@code 12 ESTABLISHED, 3 LISTEN}. */
    static <T> String counts(List<T> things, Function<T, String> name) {
        return countsOf(things, name).entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** Returns numbers of equal things by their names, the most first. */
    static <T> Map<String, Long> countsOf(List<T> things, Function<T, String> name) {
        Map<String, Long> counts = things.stream().collect(Collectors.groupingBy(name, Collectors.counting()));
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    static String limit(Limit limit, boolean bytes) {
        return bytes && limit instanceof Limit.AtMost most ? Amounts.bytes(most.value()) : limit.toString();
    }

    /** Returns numbers with commas between, not more than some: {@code 3, 4, 5 and 17 more}. */
    static String some(List<Integer> numbers, int most) {
        String text = numbers.stream().limit(most).map(String::valueOf).collect(Collectors.joining(", "));
        return numbers.size() <= most ? text : text + " and " + (numbers.size() - most) + " more";
    }
}
