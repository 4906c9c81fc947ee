package dev.ringfence.inspection;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.UnixSocket;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A socket that a process has a descriptor of.
 *
 * @param fd the lowest of its descriptors
 * @param protocol {@code TCP}, {@code UDP} or {@code unix}
 * @param state such as {@code ESTABLISHED}
 * @param ends its address, and that which it is connected to behind an arrow; empty where it has neither
 * @param receiveQueueBytes what has come and was not read; of a listening socket how many connections wait; absent of Unix
 *     domain sockets
 */
public record HeldSocket(int fd, String protocol, String state, String ends, Reading<Long> receiveQueueBytes) {
    private static final String CLOSE = "CLOSE";

    /**
     * Returns the sockets of a process that are in the tables of its network namespace, by their descriptors; not known where
     * a table is not.
     */
    public static Reading<List<HeldSocket>> of(ProcessSnapshot process, List<OpenDescriptor> descriptors) {
        Map<String, HeldSocket> known = new HashMap<>();
        for (InetSocket.Protocol protocol : InetSocket.Protocol.values()) {
            Reading<List<InetSocket>> table = process.sockets(protocol);
            boolean mayBeAbsent = protocol == InetSocket.Protocol.TCP6 || protocol == InetSocket.Protocol.UDP6;
            // A kernel without IPv6 does not have its tables.
            if (!(table instanceof Reading.Value || (mayBeAbsent && table instanceof Reading.Absent)))
                return table.map(never -> List.of());
            for (InetSocket socket : table.value().orElse(List.of()))
                known.put(Long.toString(socket.inode()), of(protocol.shortName(), socket));
        }
        return process.unixSockets().map(table -> {
            for (UnixSocket socket : table) known.put(Long.toString(socket.inode()), of(socket));
            return held(known, descriptors);
        });
    }

    private static List<HeldSocket> held(Map<String, HeldSocket> known, List<OpenDescriptor> descriptors) {
        List<HeldSocket> held = new ArrayList<>();
        for (OpenDescriptor descriptor : descriptors) {
            // Taken out: a socket that has two descriptors is one socket.
            @Nullable HeldSocket socket = known.remove(descriptor.socket());
            if (socket != null)
                held.add(new HeldSocket(
                        descriptor.fd(), socket.protocol, socket.state, socket.ends, socket.receiveQueueBytes));
        }
        return held;
    }

    private static HeldSocket of(String protocol, InetSocket socket) {
        boolean connected = socket.remote().port() != 0;
        String ends = socket.local() + (connected ? " -> " + socket.remote() : "");
        String state = socket.state().name();
        // The kernel has no state for a socket of datagrams that is not connected.
        boolean bound = protocol.equals("UDP") && state.equals(CLOSE);
        return new HeldSocket(
                0, protocol, bound ? "BOUND" : state, ends, new Reading.Value<>(socket.receiveQueueBytes()));
    }

    private static HeldSocket of(UnixSocket socket) {
        return new HeldSocket(
                0,
                "unix",
                socket.state(),
                socket.path().orElse(""),
                new Reading.Absent<>("the kernel does not say it of Unix domain sockets"));
    }

    /** Returns whether connections to it are accepted. */
    public boolean listens() {
        return state.equals("LISTEN");
    }

    /** Returns whether the other side has closed the connection, and this one has not. */
    public boolean isLeftOpen() {
        return state.equals("CLOSE_WAIT");
    }
}
