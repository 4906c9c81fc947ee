package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.self;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.proc.net.ProtocolCounters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The counters of the network as nstat shows them. */
@Tag("linux")
@Tag("tools")
class NstatLinuxTests {
    private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\":\\s*(-?\\d+)");

    /** nstat shows what only grows, and leaves these out. */
    private static final Set<String> NO_COUNTERS = Set.of(
            "IpForwarding", "IpDefaultTTL", "TcpRtoAlgorithm", "TcpRtoMin", "TcpRtoMax", "TcpMaxConn", "TcpCurrEstab");

    @Test
    void a_counter_is_between_what_we_read_before_and_after(TestReporter reporter) {
        Tool nstat = Tool.named("nstat");
        Map<String, Long> before = ours();
        Map<String, Long> theirs = parse(nstat.run("-a", "-s", "-z", "-j"));
        Map<String, Long> after = ours();
        // Where that protocol is in the kernel, nstat reads a file of it, too.
        theirs.keySet().removeIf(name -> name.startsWith("Sctp"));
        reporter.publishEntry("counters compared", Integer.toString(theirs.size()));
        assertThat(theirs).hasSizeGreaterThan(100).containsOnlyKeys(before.keySet());
        theirs.forEach((name, number) -> assertThat(number).as(name).isBetween(before.get(name), after.get(name)));
    }

    private static Map<String, Long> ours() {
        Map<String, Long> all =
                new LinkedHashMap<>(value(ProtocolCounters.readSnmp(self())).values());
        all.putAll(value(ProtocolCounters.readNetstat(self())).values());
        ProtocolCounters.readSnmp6(self()).value().ifPresent(six -> all.putAll(six.values()));
        all.keySet().removeAll(NO_COUNTERS);
        return all;
    }

    private static Map<String, Long> parse(String json) {
        Map<String, Long> values = new LinkedHashMap<>();
        Matcher matcher = NUMBER.matcher(json);
        while (matcher.find()) values.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        return values;
    }
}
