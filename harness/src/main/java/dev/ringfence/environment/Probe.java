package dev.ringfence.environment;

/** Finds out whether this machine allows one thing, by doing it. */
public interface Probe {

    /** Returns what is probed, in a word or two. */
    String name();

    /** Does it, and undoes it. Returns a result with the name of this probe; what the machine refuses is not thrown. */
    ProbeResult run();
}
