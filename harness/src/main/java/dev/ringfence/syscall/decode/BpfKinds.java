package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of bpf take: one structure of the length that the program says, a different one for each command.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/bpf.2.html">bpf(2)</a>
 */
final class BpfKinds {
    private static final int LARGEST = 4096;
    private static final int NEXT_ID = 4;
    private static final int BPF_TRACE_ITER = 28;
    private static final int LINK_CREATE = 28;

    private static final Map<Integer, Command> COMMANDS = Map.ofEntries(
            command(0, "bpf_map_create", ""),
            command(1, "bpf_map_lookup", ""),
            command(2, "bpf_map_update", ""),
            command(3, "bpf_map_delete", ""),
            command(4, "bpf_map_next_key", ""),
            command(5, "bpf_prog_load", ""),
            command(6, "bpf_object", ""),
            command(7, "bpf_object", ""),
            command(8, "bpf_attach", ""),
            command(9, "bpf_detach", ""),
            command(10, "bpf_test", "test"),
            command(11, "bpf_start_id", ""),
            command(12, "bpf_start_id", ""),
            command(13, "bpf_prog_id", ""),
            command(14, "bpf_map_id", ""),
            command(15, "bpf_info", "info"),
            command(16, "bpf_query", "query"),
            command(17, "bpf_tracepoint", "raw_tracepoint"),
            command(18, "bpf_btf_load", ""),
            command(19, "bpf_btf_id", ""),
            command(20, "bpf_task_fd", "task_fd_query"),
            command(21, "bpf_map_take", ""),
            command(22, "bpf_map_freeze", ""),
            command(23, "bpf_start_id", ""),
            command(24, "bpf_batch_lookup", "batch"),
            command(25, "bpf_batch_lookup", "batch"),
            command(26, "bpf_batch_update", "batch"),
            command(27, "bpf_batch_delete", "batch"),
            command(LINK_CREATE, "bpf_link_create", "link_create"),
            command(29, "bpf_link_update", "link_update"),
            command(30, "bpf_link_id", ""),
            command(31, "bpf_start_id", ""));

    private static final FieldLayout LINK_ITER = Layouts.of("bpf_link_iter");

    private BpfKinds() {}

    /**
     * A command.
     *
     * @param group name of the structure inside of the union, where strace shows it
     */
    private record Command(FieldLayout layout, String group) {}

    private static Map.Entry<Integer, Command> command(int number, String layout, String group) {
        return Map.entry(number, new Command(Layouts.of(layout), group));
    }

    static void addTo(Kinds kinds) {
        kinds.add("bpf_attributes", BpfKinds::attributes);
    }

    private static Value attributes(DecodeContext context, int index) {
        long address = context.register(index);
        int number = (int) context.register(0);
        Command command = COMMANDS.get(number);
        long length = context.register(2) & 0xffffffffL;
        if (command == null || length == 0) return new Value.Address(address);
        int size = (int) Math.min(length, LARGEST);
        @Nullable ByteBuffer given = context.read(address, size);
        if (given == null) return address == 0 ? new Value.Address(0) : new Value.Unreadable(address);
        boolean findsNext = findsNext(number);
        if (findsNext && !context.isExit())
            return new Value.Pending(new Value.Int(size > NEXT_ID + 3 ? given.getInt(NEXT_ID) : 0, Base.DECIMAL));
        FieldLayout layout = layout(command, number, given, size);
        ByteBuffer bytes = HexText.padded(given, size, layout.size());
        List<Field> fields = new ArrayList<>();
        layout.addTo(fields, context, bytes, 0, size);
        if (findsNext && context.before(index) instanceof Value.Int before) next(fields, before);
        boolean more = hasMore(given, layout.size(), size);
        if (command.group().isEmpty()) return new Value.Struct(fields, more);
        return new Value.Struct(List.of(new Field(command.group(), new Value.Struct(fields, false))), more);
    }

    private static boolean findsNext(int command) {
        return command == 11 || command == 12 || command == 23 || command == 31;
    }

    private static FieldLayout layout(Command command, int number, ByteBuffer bytes, int size) {
        boolean iterator = number == LINK_CREATE && size >= 12 && bytes.getInt(8) == BPF_TRACE_ITER;
        return iterator ? LINK_ITER : command.layout();
    }

    /** Shows the identity that the kernel found behind the one that was there. */
    private static void next(List<Field> fields, Value.Int before) {
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.name().equals("next_id")
                    && field.value() instanceof Value.Int now
                    && (int) now.value() != (int) before.value()) {
                Value old = new Value.Int(before.value() & 0xffffffffL, Base.UNSIGNED);
                fields.set(i, new Field(field.name(), new Value.Changed(old, now)));
            }
        }
    }

    /** The kernel takes a longer structure where the rest of it is zero. */
    private static boolean hasMore(ByteBuffer bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes.get(i) != 0) return true;
        }
        return false;
    }
}
