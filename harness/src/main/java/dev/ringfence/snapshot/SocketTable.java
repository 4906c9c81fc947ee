package dev.ringfence.snapshot;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.UnixSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sockets of a process's network namespace, read when the first one is asked for. */
final class SocketTable {
    private final DescriptorFacts facts;
    private @Nullable Map<String, String> byInode;
    private String fault = "";

    SocketTable(DescriptorFacts facts) {
        this.facts = facts;
    }

    String describe(String inode) {
        if (byInode == null) byInode = read();
        String description = byInode.get(inode);
        if (description != null) return description;
        // The tables hold what has an address: a TCP socket that was never bound nor connected is in none of them.
        return fault.isEmpty()
                ? "socket without an address (socket:[" + inode + "])"
                : "socket:[" + inode + "] (not described: " + fault + ")";
    }

    private Map<String, String> read() {
        Map<String, String> all = new HashMap<>();
        for (InetSocket.Protocol protocol : InetSocket.Protocol.values()) {
            // Where there is no IPv6, there is no table of it.
            boolean mayBeAbsent = protocol == InetSocket.Protocol.TCP6 || protocol == InetSocket.Protocol.UDP6;
            for (InetSocket socket : orFault(facts.sockets(protocol), mayBeAbsent)) {
                all.put(Long.toString(socket.inode()), "socket " + protocol.shortName() + " " + text(protocol, socket));
            }
        }
        for (UnixSocket socket : orFault(facts.unixSockets(), false)) {
            all.put(Long.toString(socket.inode()), text(socket));
        }
        return all;
    }

    /** What is in a table that could not be read may be any socket. */
    private <T> List<T> orFault(Reading<List<T>> table, boolean mayBeAbsent) {
        if (table instanceof Reading.Failed || (!mayBeAbsent && table instanceof Reading.Absent)) fault = table.fault();
        return table.value().orElse(List.of());
    }

    private static String text(InetSocket.Protocol protocol, InetSocket socket) {
        String ends = socket.local() + (socket.remote().port() == 0 ? "" : " -> " + socket.remote());
        return protocol.shortName().equals("TCP") ? ends + " " + socket.state() : ends;
    }

    private static String text(UnixSocket socket) {
        String type = socket.type().equals("STREAM") ? "" : " " + socket.type();
        return "socket unix" + type + socket.path().map(path -> " " + path).orElse("") + " " + socket.state();
    }
}
