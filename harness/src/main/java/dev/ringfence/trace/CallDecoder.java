package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.kernelfs.proc.Endpoint;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.SyscallTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a thread at the entry of a system call is about to do. */
final class CallDecoder {
    private static final int AT_FDCWD = -100;
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCKADDR_MAX = 128;

    private final SyscallTable table;
    private final TraceeMemory memory;
    private final ArgumentValues values;

    CallDecoder(SyscallTable table, TraceeMemory memory, ArgumentValues values) {
        this.table = table;
        this.memory = memory;
        this.values = values;
    }

    /** Returns whether the call came through a table other than x86_64's: {@code int 0x80}, or x32. */
    static boolean isForeign(SyscallInfo info) {
        return Abi.of(info.arch(), info.number()).filter(Abi.X86_64::equals).isEmpty();
    }

    /** Returns the name of such a call with its ABI in front, such as {@code i386:getpid}. */
    private static String foreignName(SyscallInfo info) {
        int number = (int) info.number();
        return Abi.of(info.arch(), info.number())
                .map(abi -> abi + ":" + SyscallTable.of(abi).name(number))
                .orElseGet(() -> "arch_0x" + Integer.toHexString(info.arch()) + ":" + number);
    }

    /**
     * Reads the call that the tracee enters.
     *
     * @param withValues whether all of its arguments are wanted, or only what its effect and scope depend on
     */
    PendingCall decode(SyscallInfo info, Actor actor, long atNanos, boolean withValues) {
        int number = (int) info.number();
        long[] arguments = new long[6];
        for (int i = 0; i < 6; i++) {
            arguments[i] = info.argument(i);
        }
        if (isForeign(info)) {
            return new PendingCall(
                    atNanos,
                    actor,
                    number,
                    foreignName(info),
                    arguments,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null);
        }
        String name = table.name(number);
        String path = null;
        String otherPath = null;
        PathArguments.Positions positions = PathArguments.of(name).orElse(null);
        if (positions != null) {
            path = path(actor, arguments, positions.directory(), positions.path());
            otherPath = positions.otherPath() < 0
                    ? null
                    : path(actor, arguments, positions.otherDirectory(), positions.otherPath());
        }
        String address = name.equals("connect") || name.equals("bind") ? address(actor, arguments) : null;
        List<String> argv = switch (name) {
            case "execve" -> memory.strings(actor.thread().value(), arguments[1]);
            case "execveat" -> memory.strings(actor.thread().value(), arguments[2]);
            default -> List.of();
        };
        return new PendingCall(
                atNanos,
                actor,
                number,
                name,
                arguments,
                path,
                otherPath,
                null,
                address,
                argv,
                withValues
                        ? values.entered(actor.process().value(), actor.thread().value(), name, arguments)
                        : null,
                null);
    }

    private @Nullable String path(Actor actor, long[] arguments, int directoryPosition, int pathPosition) {
        String path = memory.path(actor.thread().value(), arguments[pathPosition]);
        if (path == null || path.startsWith("/")) {
            return path;
        }
        int directory = directoryPosition < 0 ? AT_FDCWD : (int) arguments[directoryPosition];
        String base = directory == AT_FDCWD
                ? ProcessLinks.currentDirectory(actor.thread().value())
                : ProcessLinks.descriptor(actor.process().value(), directory);
        // The tracee is gone or the descriptor is not open (the call will fail): the path as it was given.
        if (base == null) {
            return path;
        }
        return path.isEmpty() ? base : base + (base.endsWith("/") ? "" : "/") + path;
    }

    private @Nullable String address(Actor actor, long[] arguments) {
        int length = (int) Math.min(arguments[2], SOCKADDR_MAX);
        if (length < 2) {
            return null;
        }
        ByteBuffer sockaddr = memory.bytes(actor.thread().value(), arguments[1], length);
        return sockaddr == null ? null : describe(sockaddr);
    }

    /** Renders a {@code struct sockaddr}: ip(7), ipv6(7), unix(7). */
    static String describe(ByteBuffer sockaddr) {
        int family = sockaddr.getShort(0) & 0xffff;
        if (family == AF_INET && sockaddr.limit() >= 8) {
            return endpoint(sockaddr, 4, 4).toString();
        }
        if (family == AF_INET6 && sockaddr.limit() >= 24) {
            return endpoint(sockaddr, 8, 16).toString();
        }
        if (family == AF_UNIX) {
            return "unix:" + unixPath(sockaddr);
        }
        return "address family " + family;
    }

    private static int port(ByteBuffer sockaddr) {
        return (sockaddr.get(2) & 0xff) << 8 | (sockaddr.get(3) & 0xff);
    }

    private static Endpoint endpoint(ByteBuffer sockaddr, int offset, int length) {
        byte[] bytes = new byte[length];
        sockaddr.get(offset, bytes, 0, length);
        return Endpoint.of(bytes, port(sockaddr));
    }

    private static String unixPath(ByteBuffer sockaddr) {
        int length = sockaddr.limit() - 2;
        if (length == 0) {
            return "(unnamed)";
        }
        byte[] bytes = new byte[length];
        sockaddr.get(2, bytes, 0, length);
        boolean isAbstract = bytes[0] == 0;
        int end = 1;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return isAbstract
                ? "@" + new String(bytes, 1, end - 1, StandardCharsets.UTF_8)
                : new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
