package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.value;

import dev.ringfence.kernelfs.proc.Endpoint;
import dev.ringfence.kernelfs.proc.FdInfo;
import dev.ringfence.kernelfs.proc.FdTable;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.InetSocket.Protocol;
import dev.ringfence.kernelfs.proc.LinkReader;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.UnixSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What we read of the descriptors of a process, in the words of lsof. */
final class LsofNames {
    private static final int LONGEST_DECIMAL = 99_999_999;

    private final Map<String, String> sockets = new HashMap<>();

    private LsofNames(TaskDirectory process) {
        for (Protocol protocol : Protocol.values()) {
            String type = protocol == Protocol.TCP || protocol == Protocol.UDP ? "IPv4" : "IPv6";
            for (InetSocket socket : InetSocket.read(process, protocol).value().orElse(List.of()))
                sockets.put("socket:[" + socket.inode() + "]", inet(type, protocol.shortName(), socket));
        }
        for (UnixSocket socket : value(UnixSocket.read(process)))
            sockets.put("socket:[" + socket.inode() + "]", unix(socket));
    }

    /** Returns access mode, flags, offset and what each is, by number. */
    static Map<Integer, String> of(TaskDirectory process) {
        LsofNames names = new LsofNames(process);
        Map<Integer, String> all = new TreeMap<>();
        value(FdTable.read(process, LinkReader.ofFiles())).descriptors().forEach((fd, descriptor) -> {
            FdInfo info = value(descriptor.info());
            String access = info.isReadable() && info.isWritable() ? "u" : info.isWritable() ? "w" : "r";
            String flags = "0x" + Integer.toHexString(info.flags());
            all.put(
                    fd,
                    access + " " + flags + " " + offset(info.position()) + " " + names.name(descriptor.link(), info));
        });
        return all;
    }

    private static String offset(long position) {
        return position <= LONGEST_DECIMAL ? "0t" + position : "0x" + Long.toHexString(position);
    }

    private static String inet(String type, String protocol, InetSocket socket) {
        boolean connected = socket.remote().port() != 0;
        String queues = " " + socket.receiveQueueBytes() + " " + socket.sendQueueBytes();
        // lsof does not show whether a socket of datagrams is connected but by its address.
        return type + " " + protocol + " " + address(socket.local())
                + (connected ? "->" + address(socket.remote()) : "")
                + (protocol.equals("TCP") ? " " + socket.state() : "") + queues;
    }

    private static String address(Endpoint endpoint) {
        boolean any = endpoint.host().equals("0.0.0.0") || endpoint.host().equals("::");
        return any ? "*:" + endpoint.port() : endpoint.toString();
    }

    private static String unix(UnixSocket socket) {
        return "unix " + socket.path().map(path -> path + " ").orElse("") + "type=" + socket.type() + " "
                + socket.state();
    }

    private String name(String link, FdInfo info) {
        // A socket that has no address is in no table.
        if (link.startsWith("socket:[")) return sockets.getOrDefault(link, "sock");
        return switch (link) {
            case "anon_inode:[eventpoll]" ->
                "[eventpoll:"
                        + info.watchedFds().stream()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(","))
                        + "]";
            // The number that lsof shows names the counter; ours is its value.
            case "anon_inode:[eventfd]" -> "[eventfd]";
            case "anon_inode:[pidfd]" -> "[pidfd:" + info.pid().orElse(-1) + "]";
            case "anon_inode:inotify" -> "inotify";
            default -> link;
        };
    }
}
