package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Lists processes and threads.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_task.5.html">proc_pid_task(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TaskIds {
    private TaskIds() {}

    /**
     * Lists the threads of a process, ascending. One that has ended has none but its leader.
     *
     * @param process the directory of a process
     */
    public static Reading<List<Integer>> ofThreads(TaskDirectory process) {
        return numbers(process.file("task"), true);
    }

    /**
     * Lists the processes, ascending. Where proc is mounted with {@code hidepid=2}, only those that one may trace.
     *
     * @param proc where proc is mounted
     */
    public static Reading<List<Integer>> ofProcesses(Path proc) {
        return numbers(proc, false);
    }

    /** Lists the entries of a directory that are numbers; other names are of a fault where nothing else may be. */
    static Reading<List<Integer>> numbers(Path directory, boolean nothingElse) {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (nothingElse || Character.isDigit(name.charAt(0)))
                    numbers.add(KernelText.line(directory.toString(), name).decimalInt(name, "name"));
            }
        } catch (DirectoryIteratorException e) {
            return KernelFiles.unreadable(directory, Objects.requireNonNull(e.getCause(), "cause"));
        } catch (IOException e) {
            return KernelFiles.unreadable(directory, e);
        } catch (KernelTextException e) {
            return new Reading.Failed<>(String.valueOf(e.getMessage()));
        }
        Collections.sort(numbers);
        return new Reading.Value<>(List.copyOf(numbers));
    }
}
