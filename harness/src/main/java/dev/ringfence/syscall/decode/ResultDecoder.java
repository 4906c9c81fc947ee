package dev.ringfence.syscall.decode;

/** Decodes what a call returned that has not failed; failures are the same for all, see {@link Failures}. */
interface ResultDecoder {

    /** Decodes the result register. Called at the exit; never throws. */
    Result decode(DecodeContext context);
}
