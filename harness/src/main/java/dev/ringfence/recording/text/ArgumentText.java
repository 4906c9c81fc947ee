package dev.ringfence.recording.text;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.value.ValueText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the arguments of a system call. */
final class ArgumentText {
    private static final Map<String, List<String>> SHAPES = readShapes();

    private static final int O_ACCMODE = 3;
    private static final int O_CREAT = 0100;
    private static final int O_TMPFILE = 020000000;
    private static final List<String> ACCESS = List.of("O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE");
    /** include/uapi/asm-generic/fcntl.h; those that contain another one first. */
    private static final List<Flag> OPEN_FLAGS = List.of(
            new Flag(04010000, "O_SYNC"),
            new Flag(020200000, "O_TMPFILE"),
            new Flag(O_CREAT, "O_CREAT"),
            new Flag(0200, "O_EXCL"),
            new Flag(0400, "O_NOCTTY"),
            new Flag(01000, "O_TRUNC"),
            new Flag(02000, "O_APPEND"),
            new Flag(04000, "O_NONBLOCK"),
            new Flag(010000, "O_DSYNC"),
            new Flag(040000, "O_DIRECT"),
            new Flag(0100000, "O_LARGEFILE"),
            new Flag(0200000, "O_DIRECTORY"),
            new Flag(0400000, "O_NOFOLLOW"),
            new Flag(01000000, "O_NOATIME"),
            new Flag(02000000, "O_CLOEXEC"),
            new Flag(010000000, "O_PATH"));

    private static final List<Flag> SOCKET_FLAGS =
            List.of(new Flag(04000, "SOCK_NONBLOCK"), new Flag(02000000, "SOCK_CLOEXEC"));
    private static final Map<Integer, String> SOCKET_TYPES =
            Map.of(1, "SOCK_STREAM", 2, "SOCK_DGRAM", 3, "SOCK_RAW", 5, "SOCK_SEQPACKET");
    private static final Map<Integer, String> FAMILIES =
            Map.of(1, "AF_UNIX", 2, "AF_INET", 10, "AF_INET6", 16, "AF_NETLINK", 17, "AF_PACKET", 40, "AF_VSOCK");
    private static final Map<Integer, String> FCNTL = Map.of(
            0,
            "F_DUPFD",
            1,
            "F_GETFD",
            2,
            "F_SETFD",
            3,
            "F_GETFL",
            4,
            "F_SETFL",
            6,
            "F_SETLK",
            1030,
            "F_DUPFD_CLOEXEC");

    private record Flag(int bits, String name) {}

    private ArgumentText() {}

    static List<String> of(SyscallEvent event) {
        List<String> shape = SHAPES.get(event.name());
        if (shape == null) return event.decoded().isEmpty() ? raw(event) : decoded(event);
        List<String> rendered = new ArrayList<>();
        for (int i = 0; i < shape.size() && i < event.arguments().size(); i++) {
            String text = render(shape.get(i), event.arguments().get(i), event);
            if (text != null) rendered.add(text);
        }
        return rendered;
    }

    /** A call without a shape is shown as strace shows it, where it was decoded. */
    private static List<String> decoded(SyscallEvent event) {
        return event.decoded().stream()
                .map(argument -> ValueText.of(argument.value()))
                .toList();
    }

    /** Where it was not decoded, it shows what it was told: what it names, then the registers up to the last that is not 0. */
    private static List<String> raw(SyscallEvent event) {
        List<String> rendered = new ArrayList<>();
        if (event.pathArgument() != null) rendered.add(quote(event.pathArgument()));
        if (event.otherPath() != null) rendered.add(quote(event.otherPath()));
        if (event.address() != null) rendered.add(event.address());
        int used = event.arguments().size();
        while (used > 0 && event.arguments().get(used - 1) == 0) used--;
        for (long argument : event.arguments().subList(0, used)) rendered.add(hex(argument));
        return rendered;
    }

    private static @Nullable String render(String kind, long value, SyscallEvent event) {
        return switch (kind) {
            case "-" -> null;
            case "path" -> event.pathArgument() == null ? hex(value) : quote(event.pathArgument());
            case "path2" -> event.otherPath() == null ? hex(value) : quote(event.otherPath());
            case "address" -> event.address() == null ? hex(value) : event.address();
            case "fd" -> (int) value == -100 ? "AT_FDCWD" : Integer.toString((int) value);
            case "lastfd" -> (int) value == -1 || value > Integer.MAX_VALUE ? "~0" : Long.toString(value);
            case "int" -> Long.toString(isSmallNegative(value) ? (int) value : value);
            case "mode" -> hasMode(event) ? "0" + Long.toOctalString(value & 07777) : null;
            case "oflags" ->
                openFlags(
                        (int) value,
                        event.name().contains("open") || event.name().equals("mq_open"));
            case "family" -> FAMILIES.getOrDefault((int) value, Long.toString(value));
            case "socktype" -> socketType((int) value);
            case "fcntl" -> FCNTL.getOrDefault((int) value, Long.toString(value));
            case "hex" -> hex(value);
            default -> throw new IllegalStateException("arguments.tsv: no kind of argument is \"" + kind + "\"");
        };
    }

    /** A 32-bit argument below zero arrives with its upper half clear. */
    private static boolean isSmallNegative(long value) {
        return (value >>> 32) == 0 && (int) value < 0;
    }

    /** open(2): the mode argument "is supplied when O_CREAT or O_TMPFILE is specified", and is garbage otherwise. */
    private static boolean hasMode(SyscallEvent event) {
        return switch (event.name()) {
            case "open", "mq_open" -> makesFile(event.arguments().get(1));
            case "openat" -> makesFile(event.arguments().get(2));
            default -> true;
        };
    }

    private static boolean makesFile(long flags) {
        return (flags & (O_CREAT | O_TMPFILE)) != 0;
    }

    private static String openFlags(int value, boolean withAccess) {
        List<String> names = new ArrayList<>();
        if (withAccess) names.add(ACCESS.get(value & O_ACCMODE));
        return flags(withAccess ? value & ~O_ACCMODE : value, OPEN_FLAGS, names);
    }

    private static String socketType(int value) {
        int type = value & 0xf;
        List<String> names = new ArrayList<>();
        if (type != 0) names.add(SOCKET_TYPES.getOrDefault(type, Integer.toString(type)));
        return flags(value & ~0xf, SOCKET_FLAGS, names);
    }

    private static String flags(int value, List<Flag> known, List<String> names) {
        int rest = value;
        for (Flag flag : known) {
            if ((rest & flag.bits()) != flag.bits()) continue;
            names.add(flag.name());
            rest &= ~flag.bits();
        }
        if (rest != 0 || names.isEmpty()) names.add(hex(rest));
        return String.join("|", names);
    }

    static String hex(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }

    /** Quotes as strace does, so that a line stays a line. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (Character.isISOControl(c)) quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
                    else quoted.append(c);
                }
            }
        }
        return quoted.append('"').toString();
    }

    private static Map<String, List<String>> readShapes() {
        try (InputStream in = ArgumentText.class.getResourceAsStream("arguments.tsv")) {
            if (in == null) throw new IllegalStateException("resource arguments.tsv is missing");
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> shapes = new HashMap<>();
            for (KernelText.Line line : KernelText.lines("arguments.tsv", text)) {
                if (line.text().startsWith("#")) continue;
                List<String> fields = line.fields();
                shapes.put(fields.get(0), List.copyOf(fields.subList(1, fields.size())));
            }
            return Map.copyOf(shapes);
        } catch (IOException e) {
            throw new UncheckedIOException("resource arguments.tsv", e);
        }
    }

    /** Returns the names that have a shape, for the test that compares them with the table. */
    static Map<String, List<String>> shapes() {
        return SHAPES;
    }
}
