package dev.ringfence.ffi;

import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** A block of memory outside of the Java heap, zeroed, freed when it is unreachable. */
public final class Block {
    private final Pointer pointer;
    private final int size;

    /** Allocates a block of so many bytes. */
    public Block(int sizeBytes) {
        this.pointer = Memory.allocateDirect(Runtime.getSystemRuntime(), sizeBytes);
        this.size = sizeBytes;
        // The library hands out pieces of a larger block, and clears them only at the block's first use.
        pointer.setMemory(0, sizeBytes, (byte) 0);
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

    Pointer pointer() {
        return pointer;
    }

    public long address() {
        return pointer.address();
    }

    public int size() {
        return size;
    }

    public byte getByte(int offset) {
        return pointer.getByte(offset);
    }

    public short getShort(int offset) {
        return pointer.getShort(offset);
    }

    public int getInt(int offset) {
        return pointer.getInt(offset);
    }

    public long getLong(int offset) {
        return pointer.getLong(offset);
    }

    public void putInt(int offset, int value) {
        pointer.putInt(offset, value);
    }

    public void putShort(int offset, short value) {
        pointer.putShort(offset, value);
    }

    public void putLong(int offset, long value) {
        pointer.putLong(offset, value);
    }

    public void get(int offset, byte[] target, int start, int length) {
        pointer.get(offset, target, start, length);
    }

    public void put(int offset, byte[] source, int start, int length) {
        pointer.put(offset, source, start, length);
    }
}
