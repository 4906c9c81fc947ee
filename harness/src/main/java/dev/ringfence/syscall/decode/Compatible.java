package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.Signature.Kind;
import java.util.List;
import java.util.Set;

/**
 * What an argument is through i386. Structures there have other layouts, and lists addresses of 32 bits: they would be read as
 * values that nobody passed, so where they are is shown.
 */
final class Compatible {
    /** Kinds that are what the register says, or point to what is laid out the same. */
    private static final Set<String> SAME = Set.of(
            "int",
            "uint",
            "ulong",
            "size",
            "hex",
            "hexint",
            "address",
            "unused",
            "pid",
            "uid",
            "gid",
            "mode",
            "openmode",
            "signal",
            "fd",
            "dirfd",
            "flags",
            "enum",
            "path",
            "string",
            "outbuf",
            "inbuf",
            "outid",
            "outuint",
            "fdpair",
            "pollfds",
            "epollevents",
            "statx",
            "openhow",
            "sockaddr",
            "outsockaddr",
            "address_length",
            "ipc_key",
            "key",
            "hostname",
            "personality",
            "ioprio",
            "socket_type",
            "wait_status");

    /** Those with a sign, which is not in the upper half of a register of 64 bits. */
    private static final Set<String> SIGNED = Set.of("long", "offset");

    /** Kinds of results that tell what the kernel wrote. */
    private static final Set<String> READS_MEMORY =
            Set.of("select", "pselect", "ppoll", "recvmmsg", "ioctl", "variant");

    private Compatible() {}

    /** Returns the kind as which an argument is decoded. */
    static Kind of(Kind kind) {
        if (SAME.contains(kind.name())) return kind;
        return new Kind(SIGNED.contains(kind.name()) ? "int" : "address", List.of());
    }

    /** Returns the kind as which a result is decoded. */
    static Kind ofResult(Kind kind) {
        return READS_MEMORY.contains(kind.name()) ? new Kind("int", List.of()) : kind;
    }
}
