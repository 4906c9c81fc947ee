package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import org.apiguardian.api.API;

/**
 * Reads how soon a process is killed when memory is short.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_oom_score.5.html">proc_pid_oom_score(5)</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_oom_score_adj.5.html">proc_pid_oom_score_adj(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OutOfMemoryScore {
    private OutOfMemoryScore() {}

    /** Reads {@code oom_score}: 0 to 2000, the higher the sooner: {@code proc_oom_score} in fs/proc/base.c. */
    public static Reading<Integer> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("oom_score"), OutOfMemoryScore::parse);
    }

    /** Reads {@code oom_score_adj}: what a user adds to it, -1000 to 1000. */
    public static Reading<Integer> readAdjustment(TaskDirectory task) {
        return KernelFiles.parse(task.file("oom_score_adj"), OutOfMemoryScore::parse);
    }

    static Integer parse(String file, String text) {
        var fields = KernelText.wholeLines(file, text).get(0).each();
        int score = fields.signedInt("score");
        fields.end();
        return score;
    }
}
