package dev.ringfence.kernelfs.proc.net;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A row of {@code net/netlink}: {@code netlink_native_seq_show} in net/netlink/af_netlink.c. Fields: address, protocol, port,
 * groups (hexadecimal), both queues, dump, references, drops, inode.
 *
 * @param protocol {@code NETLINK_*} of include/uapi/linux/netlink.h, such as 0 for routes
 * @param port that names it, 32 bits; mostly the id of the process; 0 of the kernel's own
 * @param groups it listens to, the lowest bit for group 1; only the first 32
 * @param receiveQueueBytes what has come and was not read
 * @param sendQueueBytes what is on its way out
 * @param drops how many messages were lost, unsigned
 * @param inode names the socket, as in {@code socket:[4711]}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NetlinkSocket(
        int protocol, long port, long groups, long receiveQueueBytes, long sendQueueBytes, long drops, long inode) {

    private static final long LARGEST_PORT = 0xffffffffL;

    /** Reads the sockets of the network namespace of a process. */
    public static Reading<List<NetlinkSocket>> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("net/netlink"), NetlinkSocket::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<NetlinkSocket> parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        lines.get(0).each().expect("sk", "header").expect("Eth", "header");
        List<NetlinkSocket> sockets = new ArrayList<>();
        for (KernelText.Line line : lines.subList(1, lines.size())) sockets.add(parse(line));
        return sockets;
    }

    private static NetlinkSocket parse(KernelText.Line line) {
        KernelFields fields = line.each();
        fields.next("sk");
        int protocol = fields.decimalInt("Eth");
        long port = fields.decimal("Pid");
        if (port > LARGEST_PORT) throw line.error("Pid", port + " is too large");
        long groups = fields.hex("Groups");
        long received = fields.decimal("Rmem");
        long sent = fields.decimal("Wmem");
        fields.skip(2, "Locks");
        long drops = fields.unsigned("Drops");
        long inode = fields.decimal("Inode");
        fields.end();
        return new NetlinkSocket(protocol, port, groups, received, sent, drops, inode);
    }
}
