package dev.ringfence.jupiter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Names a report in the failure it belongs to. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Reports {
    /** Labels of a message's last lines are padded to fourteen columns. */
    private static final String LABEL = "\nfull report:  ";

    private static final String PAGE = ".html";
    private static final List<String> WITH_A_PAGE = List.of(".json", ".events.jsonl");

    private Reports() {}

    /** Returns the same failure with the path as its last line; a failure of another type is returned as it is. */
    public static Throwable named(Throwable failure, Path report) {
        if (failure.getClass() != AssertionFailedError.class) {
            return failure;
        }
        AssertionFailedError original = (AssertionFailedError) failure;
        String message = String.valueOf(original.getMessage()).stripTrailing() + LABEL + shown(report);
        AssertionFailedError named = original.isExpectedDefined() && original.isActualDefined()
                ? new AssertionFailedError(message, original.getExpected(), original.getActual(), original.getCause())
                : new AssertionFailedError(message, original.getCause());
        named.setStackTrace(original.getStackTrace());
        for (Throwable suppressed : original.getSuppressed()) {
            named.addSuppressed(suppressed);
        }
        return named;
    }

    /** Returns the absolute paths of a page and of the files that were written with it, if they are there. */
    public static List<String> besides(Path page) {
        Path file = page.toAbsolutePath();
        String name = String.valueOf(file.getFileName());
        String base = name.endsWith(PAGE) ? name.substring(0, name.length() - PAGE.length()) : name;
        return Stream.concat(Stream.of(file), WITH_A_PAGE.stream().map(ending -> file.resolveSibling(base + ending)))
                .filter(Files::exists)
                .map(Path::toString)
                .toList();
    }

    private static Path shown(Path report) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = report.toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
