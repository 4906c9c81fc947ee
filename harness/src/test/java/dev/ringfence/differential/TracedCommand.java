package dev.ringfence.differential;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program to run under both tracers.
 *
 * @param name in messages and explanations
 * @param anyAddress whether its addresses differ from run to run, which they do where threads race for them
 * @param command with its arguments
 */
record TracedCommand(String name, boolean anyAddress, List<String> command) {
    private static final Pattern ROW = Pattern.compile("([^\t]+)\t(-|addresses)\t([^\t]+)");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final Pattern BLANKS = Pattern.compile(" +");

    TracedCommand {
        command = List.copyOf(command);
    }

    /** Reads rows of name, mask and command; the words of the command stand between blanks, and {java} is this JVM. */
    static List<TracedCommand> parse(List<String> rows) {
        return rows.stream()
                .filter(row -> !row.isBlank() && !row.startsWith("#"))
                .map(TracedCommand::parse)
                .toList();
    }

    private static TracedCommand parse(String row) {
        var fields = ROW.matcher(row);
        if (!fields.matches()) throw new IllegalArgumentException("not name, mask and command: " + row);
        List<String> words =
                BLANKS.splitAsStream(fields.group(3).replace("{java}", JAVA)).toList();
        return new TracedCommand(fields.group(1), fields.group(2).equals("addresses"), words);
    }

    @Override
    public String toString() {
        return name;
    }
}
