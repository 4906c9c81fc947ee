package dev.ringfence.budget;

import org.apiguardian.api.API;

/** What a metric is counted in. Numbers of one unit can be added up. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Unit {
    CALLS("call", "calls"),
    DESCRIPTORS("descriptor", "descriptors"),
    PROCESSES("process", "processes"),
    BYTES("byte", "bytes");

    private final String one;
    private final String several;

    Unit(String one, String several) {
        this.one = one;
        this.several = several;
    }

    /** Returns {@code 1 call} or {@code 2 calls}. */
    public String count(long number) {
        return number + " " + (number == 1 ? one : several);
    }
}
