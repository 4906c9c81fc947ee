package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;
import dev.ringfence.syscall.value.Value.Field;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the kernel, and the operations of keyctl: each of the four arguments after the operation means what that says.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/keyctl.2.html">keyctl(2)</a>
 */
final class KeyKinds {
    private static final Vocabulary KEYRINGS = Vocabulary.of("keyring");
    private static final Vocabulary PERMISSIONS = Vocabulary.of("key_permissions");
    private static final Vocabulary MOVE = Vocabulary.of("key_move_flags");
    private static final Vocabulary REQUEST = Vocabulary.of("request_keyring");
    private static final Vocabulary FIRST_CAPABILITIES = Vocabulary.of("key_capabilities_0");
    private static final Vocabulary SECOND_CAPABILITIES = Vocabulary.of("key_capabilities_1");
    private static final FieldLayout DH = Layouts.of("keyctl_dh_params");
    private static final FieldLayout PUBLIC_KEY = Layouts.of("keyctl_pkey_params");
    private static final FieldLayout PUBLIC_KEY_CHECK = Layouts.of("keyctl_pkey_verify");

    /** By operation, what its arguments are. */
    private static final List<List<String>> OPERATIONS = List.of(
            List.of("key", "int"),
            List.of("string"),
            List.of("key", "buffer3", "size"),
            List.of("key"),
            List.of("key", "id", "id"),
            List.of("key", "permissions"),
            List.of("key", "filled_text", "size"),
            List.of("key"),
            List.of("key", "key"),
            List.of("key", "key"),
            List.of("key", "string", "string", "key"),
            List.of("key", "filled", "size"),
            List.of("key", "buffer3", "size", "key"),
            List.of("key", "uint", "key"),
            List.of("request"),
            List.of("key", "uint"),
            List.of("key"),
            List.of("key", "filled_text", "size"),
            List.of(),
            List.of("key", "uint", "errno", "key"),
            List.of("key", "vectors3", "size", "key"),
            List.of("key"),
            List.of("id", "key"),
            List.of("dh", "filled", "size", "kdf"),
            List.of("key", "hex", "string", "address"),
            List.of("pkey", "string", "pkey_in", "address"),
            List.of("pkey", "string", "pkey_in", "address"),
            List.of("pkey", "string", "pkey_in", "address"),
            List.of("pkey_verify", "string", "pkey_in", "pkey_in2"),
            List.of("key", "string", "string"),
            List.of("key", "key", "key", "move"),
            List.of("capabilities", "size"));

    private KeyKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("key", (context, index) -> key((int) context.register(index)));
        kinds.add("keyctl_arg", KeyKinds::argument);
    }

    /** Returns a key: a number, or one of the special keyrings, which are negative. */
    static Value key(int number) {
        return KEYRINGS.has(number) ? KEYRINGS.symbol(number) : new Value.Int(number, Base.DECIMAL);
    }

    private static Value argument(DecodeContext context, int index) {
        long operation = context.register(0) & 0xffffffffL;
        long raw = context.register(index);
        if (operation >= OPERATIONS.size()) return new Value.Int(raw, Base.HEX);
        List<String> arguments = OPERATIONS.get((int) operation);
        if (index > arguments.size()) return Omitted.VALUE;
        return switch (arguments.get(index - 1)) {
            case "key" -> key((int) raw);
            case "int" -> new Value.Int((int) raw, Base.DECIMAL);
            case "uint" -> new Value.Int(raw & 0xffffffffL, Base.DECIMAL);
            case "id" -> BasicKinds.id(raw);
            case "size" -> new Value.Int(raw, Base.UNSIGNED);
            case "hex" -> new Value.Int(raw, Base.HEX);
            case "string" -> Strings.string(context, raw);
            case "buffer3" -> Strings.buffer(context, raw, context.register(3));
            case "permissions" -> PERMISSIONS.flags(raw & 0xffffffffL);
            case "move" -> MOVE.flags(raw & 0xffffffffL);
            case "request" -> request((int) raw);
            case "errno" -> errno(raw);
            case "vectors3" -> MessageKinds.Vectors.of(context, raw, context.register(3), -1);
            case "dh" -> Pointers.struct(context, raw, DH.size(), DH);
            case "pkey" -> Pointers.struct(context, raw, PUBLIC_KEY.size(), PUBLIC_KEY);
            case "pkey_verify" -> Pointers.struct(context, raw, PUBLIC_KEY_CHECK.size(), PUBLIC_KEY_CHECK);
            case "pkey_in" -> publicKeyInput(context, raw, 4);
            case "pkey_in2" -> publicKeyInput(context, raw, 8);
            case "kdf" -> Pointers.struct(context, raw, 56, KeyKinds::derivation);
            case "filled" -> filled(context, raw, context.register(3), false);
            case "filled_text" -> filled(context, raw, context.register(3), true);
            case "capabilities" -> capabilities(context, raw);
            default -> new Value.Address(raw);
        };
    }

    private static Value request(int keyring) {
        if (REQUEST.has(keyring)) return REQUEST.symbol(keyring);
        return new Value.Noted(new Value.Int(keyring, Base.DECIMAL), "KEY_REQKEY_DEFL_???");
    }

    private static Value errno(long number) {
        if (number <= 0 || number > 4095) return new Value.Int(number, Base.UNSIGNED);
        @Nullable String name = Failures.of(-number).errno();
        return name == null ? new Value.Int(number, Base.DECIMAL) : new Value.Symbol(number, name);
    }

    /** The call returns how much there is, which may be more than there is room for. */
    private static Value filled(DecodeContext context, long address, long size, boolean text) {
        if (!context.isExit()) return new Value.Pending(null);
        if (context.failed()) return new Value.Address(address);
        long length = Math.min(context.result(), size);
        return text ? Strings.string(context, address) : Strings.buffer(context, address, length);
    }

    /** Lengths of the inputs are in the structure of the first argument. */
    private static Value publicKeyInput(DecodeContext context, long address, int lengthAt) {
        @Nullable ByteBuffer parameters = context.read(context.register(1), PUBLIC_KEY.size());
        if (parameters == null) return new Value.Address(address);
        return Strings.buffer(context, address, parameters.getInt(lengthAt) & 0xffffffffL);
    }

    private static Value derivation(DecodeContext context, ByteBuffer bytes, int at) {
        long length = bytes.getInt(at + 16) & 0xffffffffL;
        return new Value.Struct(
                List.of(
                        new Field("hashname", Strings.string(context, bytes.getLong(at))),
                        new Field("otherinfo", Strings.buffer(context, bytes.getLong(at + 8), length)),
                        new Field("otherinfolen", new Value.Int(length, Base.DECIMAL))),
                false);
    }

    private static Value capabilities(DecodeContext context, long address) {
        if (!context.isExit()) return new Value.Pending(null);
        if (context.failed()) return new Value.Address(address);
        long count = Math.min(context.result(), context.register(2));
        List<Vocabulary> vocabularies = List.of(FIRST_CAPABILITIES, SECOND_CAPABILITIES);
        return Pointers.array(context, address, count, 1, (c, bytes, at) -> {
            int octet = bytes.get(at) & 0xff;
            return at < vocabularies.size() ? vocabularies.get(at).flags(octet) : new Value.Int(octet, Base.HEX);
        });
    }
}
