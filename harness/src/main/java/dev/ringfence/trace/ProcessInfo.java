package dev.ringfence.trace;

/** One traced process. */
final class ProcessInfo {
    final int pid;
    /** Whether it runs a program of the application: it has executed something other than the JDK's helper. */
    boolean runsProgram;

    ProcessInfo(int pid, boolean runsProgram) {
        this.pid = pid;
        this.runsProgram = runsProgram;
    }
}
