package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.Value.Base;

/**
 * Requests of ioctl and their arguments.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/ioctl.2.html">ioctl(2)</a>
 */
final class IoctlKinds {
    private static final int NS_GET_NSTYPE = 0xb703;
    private static final int NS_GET_USERNS = 0xb701;
    private static final int NS_GET_PARENT = 0xb702;

    private IoctlKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("ioctl_cmd", (context, index) -> IoctlTable.name((int) context.register(index)));
        kinds.add(
                "ioctl_arg",
                (context, index) ->
                        IoctlTable.argument((int) context.register(1)).decode(context, index));
        kinds.addResult("ioctl", IoctlKinds::result);
    }

    private static Result result(DecodeContext context) {
        Value number = new Value.Int(context.result(), Base.DECIMAL);
        return switch ((int) context.register(1)) {
            case NS_GET_NSTYPE -> new Result(number, null, null, IoctlSpecials.namespace(context.result()));
            case NS_GET_USERNS, NS_GET_PARENT -> ResultKinds.of(Descriptors.fd(context, context.result()));
            default -> ResultKinds.of(number);
        };
    }

    /** Returns the decoder that the table names: {@code none}, {@code in:winsize}, … */
    static ArgumentDecoder argument(String how) {
        int colon = how.indexOf(':');
        String kind = colon < 0 ? how : how.substring(0, colon);
        String detail = colon < 0 ? "" : how.substring(colon + 1);
        return switch (kind) {
            case "none" -> (context, index) -> Omitted.VALUE;
            case "hex" -> (context, index) -> new Value.Int(context.register(index), Base.HEX);
            case "decimal" -> (context, index) -> new Value.Int((int) context.register(index), Base.DECIMAL);
            case "address" -> (context, index) -> new Value.Address(context.register(index));
            case "string" -> (context, index) -> Strings.string(context, context.register(index));
            case "text" -> text(detail);
            case "enum" -> constant(Vocabulary.of(detail), false);
            case "flags" -> constant(Vocabulary.of(detail), true);
            case "in" -> structure(detail, false);
            case "out" -> structure(detail, true);
            case "special" -> IoctlSpecials.of(detail);
            default -> throw new IllegalStateException("no way to show an argument of ioctl: " + how);
        };
    }

    private static ArgumentDecoder text(String length) {
        int size = KernelText.line("ioctls.tsv", length).decimalInt(0, "length");
        return (context, index) -> Strings.buffer(context, context.register(index), size);
    }

    private static ArgumentDecoder constant(Vocabulary vocabulary, boolean flags) {
        return (context, index) -> {
            long raw = context.register(index);
            return flags ? vocabulary.flags(raw) : vocabulary.symbol(raw);
        };
    }

    private static ArgumentDecoder structure(String name, boolean out) {
        Layout layout;
        int size;
        if (name.startsWith("termio")) {
            layout = name.equals("termio") ? Terminals::termio : Terminals::termios;
            size = Terminals.size(name);
        } else {
            FieldLayout fields = Layouts.of(name);
            layout = fields;
            size = fields.size();
        }
        return out ? Pointers.out(size, layout) : Pointers.in(size, layout);
    }
}
