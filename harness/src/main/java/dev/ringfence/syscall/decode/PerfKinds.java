package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What perf_event_open is to count, as strace abbreviates it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/perf_event_open.2.html">perf_event_open(2)</a>
 */
final class PerfKinds {
    /** Type at 0, size 4, configuration 8, period 16, samples 24, format 32, bits 40: what every version has. */
    private static final int FIRST = 48;

    private static final long LOW_32 = 0xffffffffL;
    private static final int FREQUENCY = 10;
    private static final int PRECISE = 15;
    private static final int RESERVED = 38;
    private static final Vocabulary TYPES = Vocabulary.of("perf_type");
    private static final Vocabulary SIZES = Vocabulary.of("perf_attr_size");
    private static final Vocabulary HARDWARE = Vocabulary.of("perf_hardware");
    private static final Vocabulary SOFTWARE = Vocabulary.of("perf_software");
    private static final Vocabulary CACHES = Vocabulary.of("perf_cache");
    private static final Vocabulary CACHE_OPERATIONS = Vocabulary.of("perf_cache_op");
    private static final Vocabulary CACHE_RESULTS = Vocabulary.of("perf_cache_result");
    private static final Vocabulary SAMPLES = Vocabulary.of("perf_sample");
    private static final Vocabulary FORMATS = Vocabulary.of("perf_format");
    private static final List<String> SKIDS =
            List.of("arbitrary skid", "constant skid", "requested to have 0 skid", "must have 0 skid");
    private static final List<String> BITS = List.of(
            "disabled",
            "inherit",
            "pinned",
            "exclusive",
            "exclude_user",
            "exclude_kernel",
            "exclude_hv",
            "exclude_idle",
            "mmap",
            "comm",
            "freq",
            "inherit_stat",
            "enable_on_exec",
            "task",
            "watermark",
            "precise_ip",
            "",
            "mmap_data",
            "sample_id_all",
            "exclude_host",
            "exclude_guest",
            "exclude_callchain_kernel",
            "exclude_callchain_user",
            "mmap2",
            "comm_exec",
            "use_clockid",
            "context_switch",
            "write_backward",
            "namespaces",
            "ksymbol",
            "bpf_event",
            "aux_output",
            "cgroup",
            "text_poke",
            "build_id",
            "inherit_thread",
            "remove_on_exec",
            "sigtrap");

    private PerfKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("perf_attributes", PerfKinds::attributes);
    }

    /** Where the structure is of a wrong size, the kernel writes into it which one it knows. */
    private static Value attributes(DecodeContext context, int index) {
        long address = context.register(index);
        @Nullable ByteBuffer bytes = context.read(address, FIRST);
        if (bytes == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        int size = bytes.getInt(4);
        if (!context.isExit()) {
            if (size > 0 && size < FIRST) return new Value.Address(address);
            return new Value.Pending(new Value.Int(size & LOW_32, Base.DECIMAL));
        }
        long before = context.before(index) instanceof Value.Int old ? old.value() : size & LOW_32;
        List<Field> fields = new ArrayList<>();
        int type = bytes.getInt(0);
        fields.add(new Field("type", TYPES.symbol(type & LOW_32)));
        Value sizeNow = SIZES.symbol(size & LOW_32);
        fields.add(new Field(
                "size", before == (size & LOW_32) ? sizeNow : new Value.Changed(SIZES.symbol(before), sizeNow)));
        fields.add(new Field("config", configuration(type, bytes.getLong(8))));
        long bits = bytes.getLong(40);
        boolean frequency = (bits >>> FREQUENCY & 1) != 0;
        fields.add(new Field(
                frequency ? "sample_freq" : "sample_period", new Value.Int(bytes.getLong(16), Base.UNSIGNED)));
        fields.add(new Field("sample_type", SAMPLES.flags(bytes.getLong(24))));
        fields.add(new Field("read_format", FORMATS.flags(bytes.getLong(32))));
        bits(fields, bits);
        return new Value.Struct(fields, true);
    }

    private static void bits(List<Field> fields, long bits) {
        for (int i = 0; i < BITS.size(); i++) {
            if (i == PRECISE) {
                int skid = (int) (bits >>> PRECISE & 3);
                Value number = new Value.Int(skid, Base.DECIMAL);
                fields.add(new Field("precise_ip", new Value.Noted(number, SKIDS.get(skid))));
            } else if (i != PRECISE + 1 && (bits >>> i & 1) != 0) {
                fields.add(new Field(BITS.get(i), new Value.Int(1, Base.DECIMAL)));
            }
        }
        long reserved = bits >>> RESERVED;
        if (reserved != 0)
            fields.add(new Field("__reserved_1", new Value.Noted(new Value.Int(reserved, Base.HEX), "Bits 63..38")));
    }

    private static Value configuration(int type, long config) {
        return switch (type) {
            case 0 -> prefixed(config >>> 32, 32, List.of(HARDWARE.symbol(config & LOW_32)));
            case 1 -> SOFTWARE.symbol(config);
            case 2 -> new Value.Int(config, Base.UNSIGNED);
            case 3 -> cache(config);
            case 5 -> new Value.Int(config, config == 0 ? Base.DECIMAL : Base.HEX);
            default -> new Value.Int(config, Base.HEX);
        };
    }

    private static Value cache(long config) {
        Value result = shifted(CACHE_RESULTS.symbol(config >>> 16 & 0xff), 16);
        Value operation = shifted(CACHE_OPERATIONS.symbol(config >>> 8 & 0xff), 8);
        List<Value> parts = List.of(result, operation, CACHES.symbol(config & 0xff));
        long middle = config >>> 24 & 0xff;
        if (middle != 0) {
            List<Value> more = new ArrayList<>(parts);
            more.add(0, shifted(new Value.Int(middle, Base.HEX), 24));
            parts = more;
        }
        return prefixed(config >>> 32, 32, parts);
    }

    private static Value prefixed(long upper, int shift, List<Value> parts) {
        if (upper == 0 && parts.size() == 1) return parts.get(0);
        List<Value> all = new ArrayList<>();
        if (upper != 0) all.add(shifted(new Value.Int(upper, Base.HEX), shift));
        all.addAll(parts);
        return new Value.Joined(all, "|");
    }

    private static Value shifted(Value value, int by) {
        return new Value.Joined(List.of(value, new Value.Int(by, Base.DECIMAL)), "<<");
    }
}
