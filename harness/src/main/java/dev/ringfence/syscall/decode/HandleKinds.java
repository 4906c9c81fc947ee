package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * File handles: {@code struct file_handle { unsigned int handle_bytes; int handle_type; unsigned char f_handle[]; }}. The
 * caller says how much room there is, the kernel how much it used or needs.
 */
final class HandleKinds {
    private static final int HEADER = 8;
    private static final int MAX_HANDLE_SZ = 128;
    private static final long EOVERFLOW = -75;

    private HandleKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("filehandle", (context, index) -> given(context, context.register(index)));
        kinds.add("outfilehandle", HandleKinds::made);
        kinds.add("mountid", Pointers.out(Integer.BYTES, DirectoryKinds.boxedInt()));
    }

    private static Value given(DecodeContext context, long address) {
        if (address == 0) return new Value.Address(0);
        ByteBuffer header = context.read(address, HEADER);
        if (header == null) return new Value.Unreadable(address);
        List<Value.Field> fields = new ArrayList<>();
        fields.add(new Value.Field("handle_bytes", unsigned(header.getInt(0))));
        addHandle(context, fields, address, header);
        return new Value.Struct(fields, false);
    }

    private static Value made(DecodeContext context, int index) {
        long address = context.register(index);
        ByteBuffer header = context.read(address, HEADER);
        if (!context.isExit())
            return header == null ? new Value.Address(address) : new Value.Pending(unsigned(header.getInt(0)));
        Value before = context.before(index);
        List<Value.Field> fields = new ArrayList<>();
        fields.add(new Value.Field("handle_bytes", bytes(context, before, header)));
        if (header != null && !context.failed()) addHandle(context, fields, address, header);
        return new Value.Struct(fields, false);
    }

    private static Value bytes(DecodeContext context, @Nullable Value before, @Nullable ByteBuffer header) {
        boolean told = !context.failed() || context.result() == EOVERFLOW;
        if (header == null) return before == null ? new Value.Word("???") : before;
        Value now = unsigned(header.getInt(0));
        if (before == null) return now;
        return told && !now.equals(before) ? new Value.Changed(before, now) : before;
    }

    private static void addHandle(DecodeContext context, List<Value.Field> fields, long address, ByteBuffer header) {
        long length = header.getInt(0) & 0xffffffffL;
        int shown = (int) Math.min(length, MAX_HANDLE_SZ);
        fields.add(new Value.Field("handle_type", new Value.Int(header.getInt(4), Base.DECIMAL)));
        byte[] handle = new byte[shown];
        boolean readable = context.view().read(address + HEADER, handle, shown) == shown;
        fields.add(new Value.Field(
                "f_handle",
                readable
                        ? new Value.Text(new String(handle, StandardCharsets.ISO_8859_1), length > shown, true)
                        : new Value.Unreadable(address + HEADER)));
    }

    private static Value unsigned(int value) {
        return new Value.Int(value & 0xffffffffL, Base.DECIMAL);
    }
}
