package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;

/** Decodes one kind of argument. Stateless; never throws, whatever registers and memory hold. */
interface ArgumentDecoder {

    /**
     * Decodes an argument. Called at the entry of a call; where the answer is {@link Value.Pending} again at its exit, where
     * {@link DecodeContext#isExit} is true and the answer must not be pending.
     *
     * @param index of the argument
     */
    Value decode(DecodeContext context, int index);
}
