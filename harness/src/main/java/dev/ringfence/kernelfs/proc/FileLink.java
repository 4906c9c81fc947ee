package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A file that the kernel names by a path. It adds {@code " (deleted)"} to the path of one that has been removed, and a file
 * may be really named so: {@code d_path} in fs/d_path.c. Which of both it is shows where something of the full name is the
 * same file.
 *
 * @param path as the process sees it, without what the kernel added
 * @param deleted whether it has been removed under this name
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_exe.5.html">proc_pid_exe(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FileLink(String path, boolean deleted) {
    private static final String DELETED = " (deleted)";

    /** Reads {@code cwd}: the working directory. */
    public static Reading<FileLink> readWorkingDirectory(TaskDirectory task) {
        return read(task, "cwd");
    }

    /** Reads {@code exe}: the program; absent of kernel threads. */
    public static Reading<FileLink> readProgram(TaskDirectory task) {
        return read(task, "exe");
    }

    /** Reads {@code root}: the root directory. */
    public static Reading<FileLink> readRoot(TaskDirectory task) {
        return read(task, "root");
    }

    /**
     * Reads a link to a file, such as {@code fd/3} of one that is open.
     *
     * @param name in the directory of the process
     */
    public static Reading<FileLink> read(TaskDirectory task, String name) {
        return KernelFiles.readLink(task.file(name)).map(text -> of(text, fileKey(task.file(name)), task));
    }

    /** Returns what a text of the kernel's names, which is a file that has this key. */
    private static FileLink of(String text, String key, TaskDirectory task) {
        if (!text.endsWith(DELETED) || !text.startsWith("/")) return new FileLink(text, false);
        boolean reallyNamedSo = !key.isEmpty() && key.equals(keyInRoot(text, task));
        return reallyNamedSo ? new FileLink(text, false) : withoutMark(text);
    }

    /**
     * Returns what a text of the kernel's names, where only the number of the file is known.
     *
     * @param text a path, or something else, which is left as it is
     * @param inode of the file, unsigned
     * @param task whose file it is
     */
    public static FileLink ofInode(String text, long inode, TaskDirectory task) {
        FileLink asItIs = new FileLink(text, false);
        boolean unmarked = !text.endsWith(DELETED) || !text.startsWith("/");
        return unmarked || asItIs.isInode(inode, task) ? asItIs : withoutMark(text);
    }

    /**
     * Returns whether there is a file of this path and this number.
     *
     * @param inode unsigned
     * @param task whose root directory the path begins at
     */
    public boolean isInode(long inode, TaskDirectory task) {
        try {
            return Files.getAttribute(inRoot(path, task), "unix:ino", LinkOption.NOFOLLOW_LINKS)
                    .equals(inode);
        } catch (IOException | InvalidPathException notThere) {
            return false;
        }
    }

    private static FileLink withoutMark(String text) {
        return new FileLink(text.substring(0, text.length() - DELETED.length()), true);
    }

    private static Path inRoot(String text, TaskDirectory task) {
        return Path.of(task.file("root") + text);
    }

    private static String keyInRoot(String text, TaskDirectory task) {
        try {
            return fileKey(inRoot(text, task));
        } catch (InvalidPathException unreachable) {
            return "";
        }
    }

    /** Returns what names a file on this machine; empty where it cannot be reached. */
    private static String fileKey(Path file) {
        try {
            return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
        } catch (IOException unreachable) {
            return "";
        }
    }
}
