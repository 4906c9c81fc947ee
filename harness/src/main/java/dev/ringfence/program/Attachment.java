package dev.ringfence.program;

import dev.ringfence.ffi.Ptrace;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Errnos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Attaches to all threads of processes that run already. */
final class Attachment {
    private static final int EPERM = 1;

    private final Ptrace ptrace;
    private final Tracees tracees;
    private final int options;

    Attachment(Ptrace ptrace, Tracees tracees, int options) {
        this.ptrace = ptrace;
        this.tracees = tracees;
        this.options = options;
    }

    /**
     * Attaches to a process.
     *
     * @return how many threads it has
     * @throws AttachException when it is not there or may not be traced
     */
    int to(int pid) throws AttachException {
        int before = tracees.size();
        // A thread may make another while we look, until all of them are ours.
        boolean found = true;
        while (found) {
            found = seizeNew(pid);
        }
        int threads = tracees.size() - before;
        if (threads == 0) throw new AttachException("process " + pid + " could not be attached to: there is none");
        return threads;
    }

    private boolean seizeNew(int pid) throws AttachException {
        boolean any = false;
        for (int tid : threads(pid)) {
            if (tracees.find(tid) == null) any |= seize(pid, tid);
        }
        return any;
    }

    private boolean seize(int pid, int tid) throws AttachException {
        int errno = ptrace.seize(tid, options);
        if (errno == Ptrace.ESRCH) return false;
        // What a thread of ours made since is ours already; its first stop tells.
        if (errno == EPERM && tid != pid) return false;
        if (errno != 0) throw new AttachException(refusal(pid, errno));
        tracees.add(tid);
        ptrace.interrupt(tid);
        return true;
    }

    private static String refusal(int pid, int errno) {
        String hint = errno == EPERM
                ? "; it is traced by another, belongs to another user, or kernel.yama.ptrace_scope forbids it: see ringfence"
                        + " doctor"
                : "";
        return "process " + pid + " could not be attached to: ptrace(PTRACE_SEIZE): " + Errnos.of(errno) + hint;
    }

    private static List<Integer> threads(int pid) throws AttachException {
        String directory = "/proc/" + pid + "/task";
        try (Stream<Path> tasks = Files.list(Path.of(directory))) {
            return tasks.map(task -> KernelText.line(
                                    directory, task.getFileName().toString())
                            .decimalInt(0, "thread"))
                    .toList();
        } catch (IOException gone) {
            throw new AttachException("process " + pid + " could not be attached to: there is none");
        }
    }
}
