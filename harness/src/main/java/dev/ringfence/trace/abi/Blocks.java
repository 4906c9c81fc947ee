package dev.ringfence.trace.abi;

import dev.ringfence.ffi.Block;

/** Copies of register blocks. */
final class Blocks {
    private Blocks() {}

    static Block copy(Block block) {
        byte[] bytes = new byte[block.size()];
        block.get(0, bytes, 0, bytes.length);
        Block copy = new Block(bytes.length);
        copy.put(0, bytes, 0, bytes.length);
        return copy;
    }
}
