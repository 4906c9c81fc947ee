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
 * A row of {@code net/dev}: {@code dev_seq_printf_stats} in net/core/net-procfs.c. Fields: name and colon, then received bytes,
 * packets, errs, drop, fifo, frame, compressed, multicast, then sent bytes, packets, errs, drop, fifo, colls, carrier,
 * compressed. All numbers are unsigned, and only grow.
 *
 * @param name such as {@code lo}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NetworkInterface(String name, Received received, Sent sent) {

    /** What came in. */
    public record Received(
            long bytes,
            long packets,
            long errors,
            long drops,
            long overruns,
            long frameErrors,
            long compressed,
            long multicast) {}

    /** What went out. */
    public record Sent(
            long bytes,
            long packets,
            long errors,
            long drops,
            long overruns,
            long collisions,
            long carrierErrors,
            long compressed) {}

    /** Reads the interfaces of the network namespace of a process. */
    public static Reading<List<NetworkInterface>> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("net/dev"), NetworkInterface::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<NetworkInterface> parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        if (lines.size() < 2 || !lines.get(1).text().startsWith(" face |bytes"))
            throw lines.get(0).error("header", "expected two lines of names");
        List<NetworkInterface> interfaces = new ArrayList<>();
        for (KernelText.Line line : lines.subList(2, lines.size())) interfaces.add(parse(line));
        return interfaces;
    }

    private static NetworkInterface parse(KernelText.Line line) {
        int colon = line.text().indexOf(':');
        if (colon < 0) throw line.error("face", "expected a name and a colon");
        KernelFields fields = line.eachFrom(colon + 1);
        Received received = new Received(
                fields.unsigned("received bytes"),
                fields.unsigned("received packets"),
                fields.unsigned("received errs"),
                fields.unsigned("received drop"),
                fields.unsigned("received fifo"),
                fields.unsigned("frame"),
                fields.unsigned("received compressed"),
                fields.unsigned("multicast"));
        Sent sent = new Sent(
                fields.unsigned("sent bytes"),
                fields.unsigned("sent packets"),
                fields.unsigned("sent errs"),
                fields.unsigned("sent drop"),
                fields.unsigned("sent fifo"),
                fields.unsigned("colls"),
                fields.unsigned("carrier"),
                fields.unsigned("sent compressed"));
        fields.end();
        return new NetworkInterface(line.text().substring(0, colon).stripLeading(), received, sent);
    }
}
