package dev.ringfence.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;

/** Puts the files that tests publish where the test JVM's JUnit puts them: a directory for each node, below that of its parent. */
final class WorkerOutputDirectories implements OutputDirectoryCreator {
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");
    private final Path root;

    WorkerOutputDirectories(Path root) {
        this.root = root;
    }

    @Override
    public Path getRootDirectory() {
        return root;
    }

    @Override
    public Path createOutputDirectory(TestDescriptor descriptor) throws IOException {
        List<UniqueId.Segment> segments = descriptor.getUniqueId().getSegments();
        Path directory = root.resolve(name(segments.get(0).getValue()));
        for (UniqueId.Segment segment : segments.subList(1, segments.size())) {
            directory = directory.resolve(name(segment.getType() + "-" + segment.getValue()));
        }
        return Files.createDirectories(directory);
    }

    private static String name(String text) {
        return NOT_IN_NAMES.matcher(text).replaceAll("_");
    }
}
