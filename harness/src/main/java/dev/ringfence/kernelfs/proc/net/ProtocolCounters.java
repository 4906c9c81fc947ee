package dev.ringfence.kernelfs.proc.net;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Counters of {@code net/snmp}, {@code net/netstat} and {@code net/snmp6}: {@code snmp_seq_show} in net/ipv4/proc.c. The first
 * two have pairs of lines, each with the name of a protocol and a colon: names, then numbers; the third a name and a number in
 * each line. Some are not counters: of {@code Tcp} {@code RtoAlgorithm}, {@code RtoMin}, {@code RtoMax}, {@code MaxConn} and
 * {@code CurrEstab}, of {@code Ip} {@code Forwarding} and {@code DefaultTTL}.
 *
 * @param values by protocol and name together, as nstat(8) has them, such as {@code TcpActiveOpens}, in the order of the file;
 *     unsigned, but {@code TcpMaxConn}, which is -1 where there is no limit
 * @see <a href="https://www.kernel.org/doc/html/latest/networking/snmp_counter.html">snmp_counter</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ProtocolCounters(Map<String, Long> values) {

    public ProtocolCounters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Reads {@code net/snmp}: IP, ICMP, TCP and UDP. */
    public static Reading<ProtocolCounters> readSnmp(TaskDirectory task) {
        return KernelFiles.parse(task.file("net/snmp"), ProtocolCounters::parse);
    }

    /** Reads {@code net/netstat}: what Linux counts beside. */
    public static Reading<ProtocolCounters> readNetstat(TaskDirectory task) {
        return KernelFiles.parse(task.file("net/netstat"), ProtocolCounters::parse);
    }

    /** Reads {@code net/snmp6}; absent where there is no IPv6. */
    public static Reading<ProtocolCounters> readSnmp6(TaskDirectory task) {
        return KernelFiles.parse(task.file("net/snmp6"), ProtocolCounters::parseSingle);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static ProtocolCounters parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        Map<String, Long> values = new LinkedHashMap<>();
        for (int at = 0; at < lines.size(); at += 2) {
            if (at + 1 == lines.size()) throw lines.get(at).error("names", "no line of numbers follows");
            addPair(lines.get(at), lines.get(at + 1), values);
        }
        return new ProtocolCounters(values);
    }

    private static void addPair(KernelText.Line first, KernelText.Line second, Map<String, Long> values) {
        KernelFields names = first.each();
        KernelFields numbers = second.each();
        String protocol = names.next("protocol");
        if (!protocol.endsWith(":")) throw first.error("protocol", "expected a colon behind it");
        numbers.expect(protocol, "protocol");
        String prefix = protocol.substring(0, protocol.length() - 1);
        while (names.hasNext()) {
            String name = names.next("name");
            String number = numbers.next(name);
            long value = number.startsWith("-") ? second.signed(number, name) : second.unsigned(number, name);
            if (values.put(prefix + name, value) != null) throw first.error(name, "there is another of this name");
        }
        numbers.end();
    }

    static ProtocolCounters parseSingle(String file, String text) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (KernelText.Line line : KernelText.wholeLines(file, text)) {
            KernelFields fields = line.each();
            String name = fields.next("name");
            if (values.put(name, fields.unsigned(name)) != null)
                throw line.error(name, "there is another of this name");
            fields.end();
        }
        return new ProtocolCounters(values);
    }

    /** Returns a number by the names of its protocol and its own, such as {@code TcpActiveOpens}. */
    public Reading<Long> of(String name) {
        Long value = values.get(name);
        return value == null ? new Reading.Absent<>("this kernel does not count " + name) : new Reading.Value<>(value);
    }
}
