package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * An internet socket that a process has open.
 *
 * @param protocol its table
 * @param socket what the table says of it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record OwnedSocket(InetSocket.Protocol protocol, InetSocket socket) {
    public OwnedSocket {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(socket, "socket");
    }

    /**
     * Returns the internet sockets among the descriptors of a process. The tables hold those of its whole network namespace.
     *
     * @param links of its descriptors, such as {@code socket:[4711]}
     */
    public static Reading<List<OwnedSocket>> of(ProcessSnapshot process, Collection<String> links) {
        Set<String> open = links.stream().collect(Collectors.toSet());
        List<OwnedSocket> owned = new ArrayList<>();
        for (InetSocket.Protocol protocol : InetSocket.Protocol.values()) {
            Reading<List<InetSocket>> table = process.sockets(protocol);
            if (table instanceof Reading.Failed<List<InetSocket>> failed) return new Reading.Failed<>(failed.error());
            boolean isOfIpv4 = protocol == InetSocket.Protocol.TCP || protocol == InetSocket.Protocol.UDP;
            // A kernel without IPv6 does not have the other tables.
            if (table instanceof Reading.Absent<List<InetSocket>> absent && isOfIpv4)
                return new Reading.Absent<>(absent.reason());
            for (InetSocket socket : table.value().orElse(List.of())) {
                if (open.contains("socket:[" + socket.inode() + "]")) owned.add(new OwnedSocket(protocol, socket));
            }
        }
        return new Reading.Value<>(List.copyOf(owned));
    }

    /** Returns it as {@code TCP 127.0.0.1:8080 LISTEN}. */
    public String text() {
        String ends = socket.local() + (socket.remote().port() == 0 ? "" : " -> " + socket.remote());
        boolean hasState = protocol.shortName().equals("TCP");
        return protocol.shortName() + " " + ends + (hasState ? " " + socket.state() : "");
    }
}
