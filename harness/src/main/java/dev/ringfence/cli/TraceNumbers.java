package dev.ringfence.cli;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads numbers of the command line. */
final class TraceNumbers {
    private TraceNumbers() {}

    /** Reads process ids, several of them with commas or blanks between. */
    static List<Integer> pids(List<String> arguments) {
        List<Integer> pids = new ArrayList<>();
        for (String argument : arguments) {
            KernelText.Line line =
                    KernelText.line("-p", argument.replace(',', ' ').replace('\n', ' '));
            for (int i = 0; i < line.fields().size(); i++) {
                pids.add(pid(line, argument, i));
            }
        }
        if (pids.isEmpty()) throw new IllegalArgumentException("-p wants process ids");
        return pids;
    }

    private static int pid(KernelText.Line line, String argument, int index) {
        try {
            return line.decimalInt(index, "process id");
        } catch (KernelTextException e) {
            throw new IllegalArgumentException("-p " + argument + ": expected process ids", e);
        }
    }

    /** Reads a time such as {@code 10s}, {@code 500ms}, {@code 2m}; without a unit it is seconds. */
    static Duration duration(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) digits++;
        try {
            long number = KernelText.line("--for", text).decimal(text.substring(0, digits), "time");
            return switch (text.substring(digits)) {
                case "ms" -> Duration.ofMillis(number);
                case "", "s" -> Duration.ofSeconds(number);
                case "m", "min" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> throw new IllegalArgumentException(unreadable(text));
            };
        } catch (KernelTextException | ArithmeticException e) {
            throw new IllegalArgumentException(unreadable(text), e);
        }
    }

    private static String unreadable(String text) {
        return "--for " + text + ": expected a time such as 10s, 500ms or 2m";
    }
}
