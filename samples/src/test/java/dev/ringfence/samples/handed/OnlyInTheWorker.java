package dev.ringfence.samples.handed;

/** Nothing in the test JVM uses it, so coverage of it comes from the forked one. */
final class OnlyInTheWorker {
    private OnlyInTheWorker() {}

    static int answer() {
        return 42;
    }
}
