package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Argument vectors and environments of execve(2): arrays of strings that end with a null pointer. */
final class ExecKinds {
    private static final int CHUNK = 128;
    /** More pointers than that are not followed, whatever memory says. */
    private static final int LARGEST = 1 << 16;

    private ExecKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("argv", (context, index) -> strings(context, context.register(index)));
        kinds.add("envp", (context, index) -> {
            long address = context.register(index);
            return context.options().abbreviate() ? count(context, address) : strings(context, address);
        });
    }

    /** A vector as far as it could be read. */
    private record Vector(List<Long> pointers, boolean terminated) {}

    private static Vector vector(DecodeContext context, long address, int most) {
        List<Long> pointers = new ArrayList<>();
        int chunk = Math.min(CHUNK, most);
        int word = context.view().wordSize();
        byte[] bytes = new byte[chunk * word];
        while (pointers.size() < most) {
            long from = address + (long) pointers.size() * word;
            int read = context.view().read(from, bytes, bytes.length) / word;
            ByteBuffer words = DecodeContext.wrap(bytes);
            for (int i = 0; i < read && pointers.size() < most; i++) {
                long pointer = FieldTypes.unsigned(words, i * word, word);
                if (pointer == 0) return new Vector(pointers, true);
                pointers.add(pointer);
            }
            if (read < chunk) break;
        }
        return new Vector(pointers, false);
    }

    private static Value strings(DecodeContext context, long address) {
        if (address == 0) return new Value.Address(0);
        int limit = context.options().abbreviate() ? context.options().stringLimit() : LARGEST;
        Vector vector = vector(context, address, limit + 1);
        int found = vector.pointers().size();
        if (found == 0 && !vector.terminated()) return new Value.Unreadable(address);
        List<Value> elements = new ArrayList<>();
        for (long pointer : vector.pointers().subList(0, Math.min(found, limit))) {
            elements.add(Strings.string(context, pointer));
        }
        if (!vector.terminated() && found <= limit) {
            long end = address + (long) found * context.view().wordSize();
            elements.add(new Value.Noted(new Value.Word("..."), "0x" + Long.toHexString(end)));
        }
        return new Value.Sequence(elements, found > limit);
    }

    /** An environment is seldom of interest: {@code 0x7ffd1000 /* 24 vars *}{@code /}. */
    private static Value count(DecodeContext context, long address) {
        if (address == 0) return new Value.Address(0);
        Vector vector = vector(context, address, LARGEST);
        int count = vector.pointers().size();
        if (count == 0 && !vector.terminated()) return new Value.Unreadable(address);
        String words = count + (count == 1 ? " var" : " vars") + (vector.terminated() ? "" : ", unterminated");
        return new Value.Noted(new Value.Address(address), words);
    }
}
