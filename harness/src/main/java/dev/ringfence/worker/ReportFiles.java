package dev.ringfence.worker;

import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.ReportWriter;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.report.HtmlReport;
import dev.ringfence.report.ReportDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes {@code UploadServiceIT.uploads.html}, the recording as {@code .json}, and where not all of its events are in it,
 * {@code .events.jsonl}, into the {@link ReportDirectory}, if there is one.
 */
final class ReportFiles implements ReportWriter {
    private static final Pattern NOT_IN_A_FILE_NAME = Pattern.compile("[^A-Za-z0-9._-]+");

    @Override
    public Optional<Path> write(Recording recording, Throwable failure, CheckContext context) throws IOException {
        Optional<Path> directory = ReportDirectory.of(context::configuration);
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        String title = context.testClass().getSimpleName() + "." + context.testName();
        Files.createDirectories(directory.get());
        String name = baseName(context);
        Path page = directory.get().resolve(name + ".html");
        Recording moved =
                withEventsAt(recording, directory.get().toAbsolutePath().resolve(name + ".events.jsonl"));
        Files.writeString(page, HtmlReport.render(moved, title, String.valueOf(failure.getMessage())));
        Files.write(directory.get().resolve(name + ".json"), RecordingCodec.toJson(moved));
        return Optional.of(page);
    }

    private static Recording withEventsAt(Recording recording, Path file) throws IOException {
        Files.deleteIfExists(file);
        Optional<SpilledEvents> spill = recording.spill();
        if (spill.isEmpty()) {
            return recording;
        }
        Files.move(spill.get().file(), file);
        return recording.withSpill(spill.get().movedTo(file));
    }

    /** The simple name where it is unique enough for a person, with what an overload or an invocation adds to it. */
    static String baseName(CheckContext context) {
        String className = context.testClass().getName();
        String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        String test = NOT_IN_A_FILE_NAME.matcher(context.testName()).replaceAll("-");
        while (test.endsWith("-")) {
            test = test.substring(0, test.length() - 1);
        }
        return simple + "." + test;
    }
}
