package dev.ringfence.kernelfs.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with files as proc has them. */
public final class ProcTree {
    private final Path root;

    public ProcTree(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** Writes a file of a process, or one of the machine's. */
    public ProcTree with(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProcTree withLink(String link, String text) {
        try {
            Path path = root.resolve(link);
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(text));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TaskDirectory process(int pid) {
        return TaskDirectory.process(root, pid);
    }

    /** Writes captured files of a kernel, those of them that it had, into a directory. */
    public ProcTree withCaptured(String kernel, String from, String to, String... files) {
        for (String file : files) {
            if (Fixture.exists(kernel, from + "/" + file))
                with(to + "/" + file, Fixture.text(kernel, from + "/" + file));
        }
        return this;
    }
}
