package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Signature.Kind;
import dev.ringfence.syscall.Signature.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The signatures of all calls, from the resources {@code signatures/*.tsv}: a line is a name, the kind of its result, and
 * for each argument {@code name:kind} or {@code name:kind(detail,…)}, with tabs between.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Signatures {
    private static final List<String> FILES =
            List.of("file", "io", "process", "memory", "signal", "time", "network", "ipc", "other");
    private static final Map<String, Signature> ALL = readAll();
    private static final String OF_I386 = "signatures/i386.tsv";

    /** Programs of 32 bits are rare: read when there is one. */
    private static final class Compatible {
        static final Map<String, Signature> ALL = parse(OF_I386, text(OF_I386)).stream()
                .collect(Collectors.toUnmodifiableMap(Signature::name, signature -> signature));
    }

    private Signatures() {}

    /** Returns the signature of the call with this name, if it is known. */
    public static Optional<Signature> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /**
     * Returns the signature that a call has on i386, if it is known: 64-bit numbers are in two registers there, and kinds are
     * those of 64 bits where both are decoded the same way.
     */
    static Optional<Signature> ofI386(String name) {
        return Optional.ofNullable(Compatible.ALL.get(name)).or(() -> of(name));
    }

    /** Returns the names of calls that have a signature of their own on i386. */
    static Set<String> onlyOfI386() {
        return Compatible.ALL.keySet();
    }

    /** Returns all of them, but for those of i386 alone. */
    public static Collection<Signature> all() {
        return ALL.values();
    }

    private static Map<String, Signature> readAll() {
        Map<String, Signature> all = new HashMap<>();
        for (String file : FILES) {
            String resource = "signatures/" + file + ".tsv";
            for (Signature signature : parse(resource, text(resource))) {
                if (all.put(signature.name(), signature) != null)
                    throw new IllegalStateException(resource + " has " + signature.name() + ", which another has, too");
            }
        }
        return Map.copyOf(all);
    }

    private static String text(String resource) {
        try (InputStream in = Signatures.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("resource " + resource + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
    }

    /** Returns the signatures that a text has, in its order. */
    public static List<Signature> parse(String source, String text) {
        List<Signature> signatures = new ArrayList<>();
        for (KernelText.Line line : KernelText.lines(source, text)) {
            if (line.text().startsWith("#")) continue;
            List<String> fields = line.fields();
            if (fields.size() < 2) throw line.error("result", "expected a name and the kind of the result");
            List<Parameter> parameters = new ArrayList<>();
            for (String field : fields.subList(2, fields.size())) {
                int colon = field.indexOf(':');
                if (colon < 1) throw line.error("argument", "expected name:kind but was " + field);
                parameters.add(new Parameter(field.substring(0, colon), kind(line, field.substring(colon + 1))));
            }
            signatures.add(new Signature(fields.get(0), kind(line, fields.get(1)), parameters));
        }
        return signatures;
    }

    private static Kind kind(KernelText.Line line, String text) {
        int open = text.indexOf('(');
        if (open < 0) return new Kind(text, List.of());
        if (!text.endsWith(")")) throw line.error("kind", "expected kind(detail,…) but was " + text);
        return new Kind(text.substring(0, open), Resource.list(text.substring(open + 1, text.length() - 1)));
    }
}
