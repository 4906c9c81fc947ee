package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of requests, from the resource {@code ioctls.tsv}. A request without a name is shown by its parts: direction in the
 * upper two bits, size of what is passed in 14, type and number in eight each.
 */
final class IoctlTable {
    private static final Map<Integer, Request> ALL = parse("ioctls.tsv", Resources.text("ioctls.tsv"));
    private static final Request UNKNOWN =
            new Request(new Value.Word(""), (context, index) -> new Value.Int(context.register(index), Base.HEX));
    private static final List<String> DIRECTIONS =
            List.of("_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE");
    private static final Vocabulary EVENTS = Vocabulary.of("event_type");
    private static final Vocabulary AXES = Vocabulary.of("absolute_axis");
    /** Requests whose size the program chooses: the name applies to each. */
    private static final Map<Integer, String> SIZED = Map.ofEntries(
            Map.entry(0x80004506, "EVIOCGNAME"),
            Map.entry(0x80004507, "EVIOCGPHYS"),
            Map.entry(0x80004508, "EVIOCGUNIQ"),
            Map.entry(0x80004509, "EVIOCGPROP"),
            Map.entry(0x8000450a, "EVIOCGMTSLOTS"),
            Map.entry(0x80004518, "EVIOCGKEY"),
            Map.entry(0x80004519, "EVIOCGLED"),
            Map.entry(0x8000451a, "EVIOCGSND"),
            Map.entry(0x8000451b, "EVIOCGSW"),
            Map.entry(0x80004804, "HIDIOCGRAWNAME"),
            Map.entry(0x80004805, "HIDIOCGRAWPHYS"),
            Map.entry(0x80004808, "HIDIOCGRAWUNIQ"),
            Map.entry(0xc0004806, "HIDIOCSFEATURE"),
            Map.entry(0xc0004807, "HIDIOCGFEATURE"),
            Map.entry(0x8000552c, "UI_GET_SYSNAME"),
            Map.entry(0x80006a13, "JSIOCGNAME"));

    private IoctlTable() {}

    /** A request, and how its argument is shown. */
    record Request(Value name, ArgumentDecoder argument) {}

    static ArgumentDecoder argument(int request) {
        return ALL.getOrDefault(request, UNKNOWN).argument();
    }

    static Value name(int request) {
        @Nullable Request known = ALL.get(request);
        if (known != null) return known.name();
        int size = request >>> 16 & 0x3fff;
        @Nullable String sized = size == 0 ? null : SIZED.get(request & 0xc000ffff);
        if (sized != null) return new Value.Applied(sized, List.of(new Value.Int(size, Base.DECIMAL)));
        Value ranged = ranged(request, size);
        if (ranged != null) return ranged;
        return new Value.Applied(
                "_IOC",
                List.of(
                        new Value.Word(DIRECTIONS.get(request >>> 30)),
                        new Value.Int(request >>> 8 & 0xff, Base.HEX),
                        new Value.Int(request & 0xff, Base.HEX),
                        new Value.Int(size, Base.HEX)));
    }

    /** Returns the name of a request whose number says what it is about: an event, an axis, a channel of the mixer. */
    private static @Nullable Value ranged(int request, int size) {
        int number = request & 0xff;
        boolean reads = request >>> 30 == 2;
        int type = request >>> 8 & 0xff;
        if (type == 'M' && (reads || request >>> 30 == 1) && size > 0)
            return new Value.Applied(
                    reads ? "MIXER_READ" : "MIXER_WRITE", List.of(new Value.Int(number, Base.DECIMAL)));
        if (type != 'E' || size == 0) return null;
        if (reads && (number & ~0x1f) == 0x20)
            return new Value.Applied("EVIOCGBIT", List.of(event(number & 0x1f), new Value.Int(size, Base.DECIMAL)));
        if (reads && (number & ~0x3f) == 0x40)
            return new Value.Applied("EVIOCGABS", List.of(AXES.symbol(number & 0x3f)));
        if (request >>> 30 == 1 && number >= 0xc0)
            return new Value.Applied("EVIOCSABS", List.of(AXES.symbol(number & 0x3f)));
        return null;
    }

    private static Value event(int type) {
        return type == 0 ? new Value.Int(0, Base.DECIMAL) : EVENTS.symbol(type);
    }

    static Map<Integer, Request> parse(String source, String text) {
        Map<Integer, Request> all = new HashMap<>();
        Map<String, ArgumentDecoder> decoders = new HashMap<>();
        for (KernelText.Line line : KernelText.lines(source, text)) {
            if (line.text().startsWith("#")) continue;
            List<String> columns = new ArrayList<>(line.fields());
            int request = (int) line.hex(line.field(0, "request").substring("0x".length()), "request");
            String how = line.field(1, "how");
            Value name =
                    new Value.Symbol(request & 0xffffffffL, String.join(" or ", columns.subList(2, columns.size())));
            if (all.put(request, new Request(name, decoders.computeIfAbsent(how, IoctlKinds::argument))) != null)
                throw line.error("request", "it is there twice");
        }
        return all;
    }
}
