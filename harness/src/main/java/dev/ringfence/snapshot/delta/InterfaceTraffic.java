package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.proc.net.NetworkInterface;
import org.apiguardian.api.API;

/**
 * What went through an interface between two snapshots, of all processes.
 *
 * @param receivedBytes what came in
 * @param receivedPackets in so many packets
 * @param sentBytes what went out
 * @param sentPackets in so many packets
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InterfaceTraffic(long receivedBytes, long receivedPackets, long sentBytes, long sentPackets) {
    static InterfaceTraffic between(NetworkInterface before, NetworkInterface after) {
        return new InterfaceTraffic(
                after.received().bytes() - before.received().bytes(),
                after.received().packets() - before.received().packets(),
                after.sent().bytes() - before.sent().bytes(),
                after.sent().packets() - before.sent().packets());
    }
}
