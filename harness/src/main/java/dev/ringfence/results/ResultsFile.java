package dev.ringfence.results;

import dev.ringfence.budget.AtomicFile;
import dev.ringfence.budget.FileMutex;
import dev.ringfence.recording.codec.RecordingFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The file {@code results.json} of a module, which several runs of one build complete. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ResultsFile {
    private static final String NAME = "results.json";

    private ResultsFile() {}

    /**
     * Adds the results of a run to those of earlier runs of the same build, and writes a text about all of them beside.
     *
     * @param directory where the files are; made if it is not there
     * @param name of the file with the text
     * @param text of all results
     */
    public static void add(Path directory, RunResults results, String name, Function<RunResults, String> text)
            throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(NAME);
        try (FileMutex mutex = FileMutex.acquire(directory.resolve("." + NAME + ".mutex"))) {
            mutex.run(() -> {
                RunResults all = read(file, results);
                AtomicFile.write(file, ResultsWriter.write(all));
                AtomicFile.write(directory.resolve(name), text.apply(all));
                return all;
            });
        }
    }

    /** Loads what it takes to write and to read results, which is much the first time. */
    public static void load(RunResults nothing) {
        ResultsReader.read(ResultsWriter.write(nothing));
    }

    private static RunResults read(Path file, RunResults results) throws IOException {
        try {
            return results.after(ResultsReader.read(Files.readString(file)));
        } catch (NoSuchFileException | RecordingFormatException e) {
            // There is none, or one that another version or somebody else wrote: it is made anew.
            return results;
        }
    }
}
