package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;

/** An argument that the call does not look at, such as the mode of an {@code open} that creates nothing: it is not shown. */
final class Omitted {
    /** Told by identity; the decoder takes it out. */
    static final Value VALUE = new Value.Word("");

    private Omitted() {}
}
