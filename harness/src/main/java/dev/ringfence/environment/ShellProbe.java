package dev.ringfence.environment;

import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.environment.ProbeResult.Works;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether the shell that becomes the worker can be started and does as it is told. */
record ShellProbe(String shell) implements Probe {
    static final String SHELL = "/bin/sh";
    private static final int ANSWER = 42;
    private static final int DEADLINE_SECONDS = 10;

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public ProbeResult run() {
        try {
            Process process = new ProcessBuilder(shell, "-c", "kill -0 $$ && exit " + ANSWER)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return judge(process);
        } catch (IOException e) {
            return new Fails(name(), "there is no " + shell + " that can be started: " + e.getMessage(), remedy());
        }
    }

    private ProbeResult judge(Process process) {
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                return new Fails(name(), shell + " did not end within " + DEADLINE_SECONDS + " s", remedy());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fails(name(), "the probe was interrupted", "run the doctor again");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() == ANSWER) return new Works(name(), shell + " runs");
        return new Fails(
                name(),
                shell + " was to exit with " + ANSWER + " but exited with " + process.exitValue()
                        + ", so it is not a POSIX shell",
                remedy());
    }

    private String remedy() {
        return "install a POSIX shell as " + shell;
    }
}
