package dev.ringfence.assertions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares what users may compile against with what was agreed on. */
class ApiTests {
    private static final Path AGREED = Path.of("src/test/resources/api");
    private static final String UPDATE = "ringfence.api.update";
    private static final String COMMAND =
            "mvn -pl assertions -am test -Dtest=ApiTests -Dsurefire.failIfNoSpecifiedTests=false -D" + UPDATE + "=true";

    @Test
    void the_harness_promises_what_was_agreed_on() throws Exception {
        var home = Traced.class.getProtectionDomain().getCodeSource().getLocation();
        compare(Path.of(home.toURI()), "harness.txt");
    }

    @Test
    void the_assertions_promise_what_was_agreed_on() throws Exception {
        compare(Path.of("target/classes"), "assertions.txt");
    }

    private static void compare(Path home, String name) throws Exception {
        String actual = ApiText.of(home);
        Path file = AGREED.resolve(name);
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(AGREED);
            Files.writeString(file, actual);
        }
        String agreed = Files.exists(file) ? Files.readString(file) : "";

        assertThat(actual)
                .withFailMessage(() -> difference(file, agreed, actual))
                .isEqualTo(agreed);
    }

    /** Lists the lines of each text that the other lacks, each below its type. */
    private static String difference(Path file, String agreed, String actual) {
        return "The public API is not what " + file + " says.\n"
                + missing("gone:", "- ", agreed, actual)
                + missing("new:", "+ ", actual, agreed)
                + "If this is meant, say so in CHANGELOG.md and rewrite the file: "
                + COMMAND;
    }

    private static String missing(String title, String mark, String present, String absent) {
        Set<String> lines = qualified(present);
        lines.removeAll(qualified(absent));
        if (lines.isEmpty()) return "";
        return lines.stream().collect(Collectors.joining("\n" + mark, title + "\n" + mark, "\n"));
    }

    private static Set<String> qualified(String text) {
        Set<String> lines = new LinkedHashSet<>();
        String type = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ")) {
                lines.add(type + ": " + line.strip());
            } else {
                lines.add(line);
                type = line.replaceFirst(".*(?:class|interface|record|enum) ([\\w.$]+).*", "$1");
            }
        }
        return lines;
    }
}
