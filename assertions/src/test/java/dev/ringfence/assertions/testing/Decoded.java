package dev.ringfence.assertions.testing;

import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.List;

/** Decoded arguments as the tracer makes them. */
public final class Decoded {
    private Decoded() {}

    /** Returns an address of the Internet: {@code {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("8.8.8.8")}}. */
    public static Argument inet(String host, int port) {
        boolean six = host.indexOf(':') >= 0;
        Value number = new Value.Applied("htons", List.of(new Value.Int(port, Value.Base.DECIMAL)));
        Value text = new Value.Text(host, false);
        return address(
                six ? "AF_INET6" : "AF_INET",
                new Value.Field(six ? "sin6_port" : "sin_port", number),
                six
                        ? new Value.Field(
                                "",
                                new Value.Applied(
                                        "inet_pton",
                                        List.of(new Value.Word("AF_INET6"), text, new Value.Word("&sin6_addr"))))
                        : new Value.Field("sin_addr", new Value.Applied("inet_addr", List.of(text))));
    }

    /** Returns an address of the Unix domain. */
    public static Argument unix(String path) {
        return address("AF_UNIX", new Value.Field("sun_path", new Value.Text(path, false)));
    }

    /** Returns a structure. */
    public static Value.Struct struct(Value.Field... fields) {
        return new Value.Struct(List.of(fields), false);
    }

    private static Argument address(String family, Value.Field... rest) {
        List<Value.Field> fields = new java.util.ArrayList<>();
        fields.add(new Value.Field("sa_family", new Value.Symbol(0, family)));
        fields.addAll(List.of(rest));
        return new Argument("addr", new Value.Struct(fields, false));
    }

    /** Returns a number that the kernel wrote: {@code [111]}. */
    public static Argument number(String name, long number) {
        return new Argument(name, new Value.Sequence(List.of(new Value.Int(number, Value.Base.DECIMAL)), false));
    }
}
