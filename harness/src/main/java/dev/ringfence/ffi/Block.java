package dev.ringfence.ffi;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A block of memory outside of the Java heap, zeroed, freed when it is unreachable. */
public final class Block {
    private final ByteBuffer buffer;
    private final long address;

    /** Allocates a block of so many bytes. */
    public Block(int sizeBytes) {
        this.buffer = ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.nativeOrder());
        this.address = MemoryIO.getInstance().getDirectBufferAddress(buffer);
    }

    /** Returns a block that holds the bytes of the text in UTF-8 and a NUL. */
    static Block ofString(String text) {
        return ofBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Returns a block that holds the bytes and a NUL. */
    static Block ofBytes(byte[] bytes) {
        Block block = new Block(bytes.length + 1);
        block.put(0, bytes, 0, bytes.length);
        return block;
    }

    /** Keeps blocks at least until here. An address does not: a call that has the last one could lose its memory. */
    @SuppressWarnings("ReachabilityFenceUsage") // Where a call has thrown, it is over.
    static void keep(Block... blocks) {
        for (Block each : blocks) {
            Reference.reachabilityFence(each.buffer);
        }
    }

    public long address() {
        return address;
    }

    public int size() {
        return buffer.capacity();
    }

    public byte getByte(int offset) {
        return buffer.get(offset);
    }

    public short getShort(int offset) {
        return buffer.getShort(offset);
    }

    public int getInt(int offset) {
        return buffer.getInt(offset);
    }

    public long getLong(int offset) {
        return buffer.getLong(offset);
    }

    public void putInt(int offset, int value) {
        buffer.putInt(offset, value);
    }

    public void putShort(int offset, short value) {
        buffer.putShort(offset, value);
    }

    public void putLong(int offset, long value) {
        buffer.putLong(offset, value);
    }

    public void get(int offset, byte[] target, int start, int length) {
        buffer.get(offset, target, start, length);
    }

    public void put(int offset, byte[] source, int start, int length) {
        buffer.put(offset, source, start, length);
    }
}
