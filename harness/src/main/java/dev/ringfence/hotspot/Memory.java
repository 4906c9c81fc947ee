package dev.ringfence.hotspot;

/** The memory of a process. */
@FunctionalInterface
public interface Memory {

    /** Fills the target from an address on. Returns whether all of it could be read. */
    boolean read(long address, byte[] target);
}
