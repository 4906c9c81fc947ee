package dev.ringfence.assertions.evidence;

import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The socket address that a call names: of connect and bind, and of sending to somebody. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallAddresses {
    private static final Set<String> NAMING = Set.of("connect", "bind");
    /** An IPv4 address mapped into IPv6 is shown as IPv4. */
    private static final String MAPPED = "::ffff:";

    private static final Pattern PORT = Pattern.compile(".*:([0-9]{1,5})");
    /** Of a call that failed before the kernel had an address: it could not be read, or is too short to be one. */
    private static final Set<String> NONE = Set.of("EFAULT", "EINVAL");

    private CallAddresses() {}

    /** Returns the address as messages show it, if the call names one that could be read. */
    public static Optional<String> of(SyscallEvent call) {
        return Optional.ofNullable(call.address())
                .or(() -> call.decoded().stream()
                        .map(Argument::value)
                        .flatMap(CallAddresses::structs)
                        .flatMap(struct -> text(struct).stream())
                        .findFirst());
    }

    /** Returns whether the call names an address that could not be read. */
    public static boolean isUnreadable(SyscallEvent call) {
        boolean unknown = NAMING.contains(call.name()) ? call.address() == null : SendAddresses.isUnreadable(call);
        return unknown && !hadNone(call);
    }

    private static boolean hadNone(SyscallEvent call) {
        return call.outcome() instanceof Outcome.Failed failed
                && NONE.contains(failed.errno().name());
    }

    static Texts texts(SyscallEvent call) {
        if (isUnreadable(call)) return Texts.unknown("its address could not be read");
        return of(call).map(Texts::of).orElse(Texts.NONE);
    }

    /** Returns the text of the port in an Internet address. */
    public static Optional<String> port(String address) {
        Matcher matcher = PORT.matcher(address);
        return matcher.matches() && !address.startsWith("unix:") ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    // --- Decoded addresses: ip(7), ipv6(7), unix(7) ---

    /** Returns a value and what it holds, if these are structures: the address of a message is a field of it. */
    private static Stream<Value.Struct> structs(Value value) {
        if (value instanceof Value.Sequence sequence)
            return sequence.elements().stream().flatMap(CallAddresses::structs);
        if (!(value instanceof Value.Struct struct)) return Stream.empty();
        Stream<Value.Struct> inside =
                struct.fields().stream().map(Value.Field::value).flatMap(CallAddresses::structs);
        return Stream.concat(Stream.of(struct), inside);
    }

    static Optional<String> text(Value.Struct struct) {
        return switch (family(struct)) {
            case "AF_INET" -> internet(struct, "inet_addr", "sin_port", "", "");
            case "AF_INET6" -> internet(struct, "inet_pton", "sin6_port", "[", "]");
            case "AF_UNIX" -> field(struct, "sun_path").map(path -> "unix:" + String.join("", texts(path)));
            default -> Optional.empty();
        };
    }

    static String family(Value.Struct struct) {
        return field(struct, "sa_family")
                .map(value -> value instanceof Value.Symbol symbol ? symbol.text() : "")
                .orElse("");
    }

    private static Optional<String> internet(
            Value.Struct struct, String function, String port, String before, String after) {
        Optional<String> host = struct.fields().stream()
                .map(Value.Field::value)
                .filter(value -> value instanceof Value.Applied applied
                        && applied.function().equals(function))
                .flatMap(value -> texts(value).stream())
                .filter(text -> !text.startsWith("AF_") && !text.startsWith("&"))
                .findFirst();
        Optional<String> number =
                field(struct, port).flatMap(value -> texts(value).stream().findFirst());
        return host.flatMap(text -> number.map(n ->
                text.startsWith(MAPPED) ? text.substring(MAPPED.length()) + ":" + n : before + text + after + ":" + n));
    }

    static Optional<Value> field(Value.Struct struct, String name) {
        return struct.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(Value.Field::value)
                .findFirst();
    }

    /** Returns the words, texts and numbers of a value. */
    private static List<String> texts(Value value) {
        if (value instanceof Value.Text text) return List.of(text.latin1());
        if (value instanceof Value.Word word) return List.of(word.text());
        if (value instanceof Value.Int number) return List.of(Long.toString(number.value()));
        if (value instanceof Value.Applied applied)
            return applied.arguments().stream()
                    .flatMap(argument -> texts(argument).stream())
                    .toList();
        if (value instanceof Value.Joined joined)
            return joined.parts().stream().flatMap(part -> texts(part).stream()).toList();
        return List.of();
    }
}
