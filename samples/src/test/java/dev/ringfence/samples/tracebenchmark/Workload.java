package dev.ringfence.samples.tracebenchmark;

/** What is traced. */
enum Workload {
    SMALL_CALLS("small-calls", 150_000),
    OPEN_READ_CLOSE("open-read-close", 50_000),
    SOCKET_ECHO("socket-echo", 30_000),
    PROCESSOR("processor", 1_000_000),
    CHILDREN("children", 6_000);

    private final String name;
    private final int count;

    Workload(String name, int count) {
        this.name = name;
        this.count = count;
    }

    /** Returns its name, as the program of the workloads knows it. */
    String label() {
        return name;
    }

    /** Returns how often it does what it does, at this size in percent. */
    int count(int percent) {
        return Math.max(1, (int) ((long) count * percent / 100));
    }
}
