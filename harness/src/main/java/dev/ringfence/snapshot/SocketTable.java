package dev.ringfence.snapshot;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.UnixSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sockets of a process's network namespace, read when the first one is asked for. */
final class SocketTable {
    private final Path proc;
    private final Pid process;
    private @Nullable Map<String, String> byInode;

    SocketTable(Path proc, Pid process) {
        this.proc = proc;
        this.process = process;
    }

    String describe(String inode) {
        if (byInode == null) byInode = read();
        String description = byInode.get(inode);
        // The tables hold what has an address: a TCP socket that was never bound nor connected is in none of them.
        return description != null ? description : "socket without an address (socket:[" + inode + "])";
    }

    private Map<String, String> read() {
        Map<String, String> all = new HashMap<>();
        for (InetSocket.Protocol protocol : InetSocket.Protocol.values()) {
            Reading<List<InetSocket>> sockets = InetSocket.read(proc, process.value(), protocol);
            for (InetSocket socket : sockets.value().orElse(List.of())) {
                all.put(Long.toString(socket.inode()), "socket " + protocol.shortName() + " " + text(protocol, socket));
            }
        }
        for (UnixSocket socket : UnixSocket.read(proc, process.value()).value().orElse(List.of())) {
            all.put(Long.toString(socket.inode()), text(socket));
        }
        return all;
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
