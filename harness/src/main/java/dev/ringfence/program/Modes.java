package dev.ringfence.program;

import dev.ringfence.syscall.Abi;

/** What strace calls the interfaces of calls. */
final class Modes {
    private Modes() {}

    static String of(Abi abi) {
        return switch (abi) {
            case X86_64, AARCH64 -> "64 bit";
            case I386 -> "32 bit";
            case X32 -> "x32";
        };
    }
}
