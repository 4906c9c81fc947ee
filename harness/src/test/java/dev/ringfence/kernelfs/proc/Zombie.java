package dev.ringfence.kernelfs.proc;

import java.io.IOException;

/**
 * A process that has ended and that nobody waits for: its parent has become a program that knows nothing of it. A shell
 * would wait for it, so it ends only when the shell is no more.
 */
public final class Zombie implements AutoCloseable {
    private final Process parent;
    private final int pid;

    private Zombie(Process parent, int pid) {
        this.parent = parent;
        this.pid = pid;
    }

    /** Makes one that was a shell and ended with a code. */
    public static Zombie ofShell(int exitCode) throws IOException, InterruptedException {
        String script = "exec 3<&0; (read line <&3; exit " + exitCode + ") & echo $!; exec sleep 1000";
        Process parent = new ProcessBuilder("/bin/sh", "-c", script).start();
        Zombie zombie = new Zombie(parent, Integer.parseInt(parent.inputReader().readLine()));
        Live.waitUntil(
                "its parent sleeps", () -> parent.info().command().orElse("").endsWith("sleep"));
        parent.getOutputStream().close();
        Live.waitUntil(
                "it has ended",
                () -> Live.value(TaskStatus.read(zombie.directory())).state() == TaskState.ZOMBIE);
        return zombie;
    }

    public int pid() {
        return pid;
    }

    public long parentPid() {
        return parent.pid();
    }

    public TaskDirectory directory() {
        return Live.process(pid);
    }

    @Override
    public void close() throws InterruptedException {
        parent.destroyForcibly().waitFor();
    }
}
