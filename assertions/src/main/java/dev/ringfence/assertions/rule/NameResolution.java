package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.CallAddresses;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.OpenFlags;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What looks up the address of a name: it reads the files for that, or asks a server. nsswitch.conf(5), resolver(5), nscd(8).
 */
final class NameResolution implements Watcher {
    private static final Set<String> FILES = Set.of("/etc/hosts", "/etc/resolv.conf", "/etc/host.conf");
    /** DNS, DNS over TLS, mDNS, LLMNR. */
    private static final Set<String> PORTS = Set.of("53", "853", "5353", "5355");

    private static final Glob RESOLVED = new Glob("unix:/run/systemd/resolve/**");
    /** It answers for users and groups, too. */
    private static final List<String> CACHE = List.of("unix:/var/run/nscd/socket", "unix:/run/nscd/socket");

    private static final Set<String> ASKING = asking();

    private final boolean sendsObserved;
    private final Set<SyscallEvent> unconnected = new LinkedHashSet<>();

    NameResolution(Recording recording) {
        sendsObserved = recording.observes(Families.sends());
    }

    private static Set<String> asking() {
        Set<String> names = new HashSet<>(Families.sends().members());
        names.add("connect");
        return Set.copyOf(names);
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.judgedCall().ifPresent(call -> {
            if (!(OpenFlags.of(call) instanceof OpenFlags.Reading.None)) opened(call, found);
            else if (ASKING.contains(call.name())) asked(seen, call, found);
            else if (call.name().equals("socket")) made(call);
        });
    }

    private static void opened(SyscallEvent call, Findings.Collector found) {
        FileCalls.Place place = FileCalls.opened(call);
        Optional<String> file = place.names().stream().filter(FILES::contains).findFirst();
        if (file.isPresent()) found.offence(Sighting.of(call), file.get());
        else if (!place.known()) found.doubt(call, "its path is not known");
    }

    private void asked(SeenCall seen, SyscallEvent call, Findings.Collector found) {
        // What it sends from here on goes to whom it is connected to.
        Sockets.maker(seen, call).ifPresent(unconnected::remove);
        if (CallAddresses.isUnreadable(call)) found.doubt(call, "its address could not be read");
        CallAddresses.of(call).ifPresent(address -> {
            boolean server = CallAddresses.port(address).filter(PORTS::contains).isPresent();
            if (server || RESOLVED.matches(address)) found.offence(Sockets.toward(call, address), address);
            else if (CACHE.contains(address)) found.doubt(call, "it may have asked for a user or a group");
        });
    }

    private void made(SyscallEvent call) {
        if (!sendsObserved && !call.failed() && Sockets.made(call) == Sockets.Kind.DATAGRAM) unconnected.add(call);
    }

    @Override
    public void end(Findings.Collector found) {
        unconnected.forEach(call -> found.doubt(call, Sockets.SENDS_NOT_OBSERVED));
    }
}
