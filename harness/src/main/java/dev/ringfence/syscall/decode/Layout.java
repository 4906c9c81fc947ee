package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;

/** Knows how a structure lies in memory. Never throws for any content. */
interface Layout {

    /**
     * Decodes a structure.
     *
     * @param bytes little-endian, with the structure from index 0 or {@code offset} on
     * @param offset where it begins
     */
    Value decode(DecodeContext context, ByteBuffer bytes, int offset);
}
