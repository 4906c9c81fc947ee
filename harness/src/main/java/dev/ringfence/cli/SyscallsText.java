package dev.ringfence.cli;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Category;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Syscall;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Renders system calls: a table and single ones for people, JSON (RFC 8259) for programs. */
final class SyscallsText {
    private SyscallsText() {}

    /** Renders as {@code ausyscall --dump} does. */
    static String table(Abi abi, Collection<Syscall> calls) {
        StringBuilder text = new StringBuilder("Using " + abi + " syscall table:\n");
        calls.forEach(call ->
                text.append(call.number()).append('\t').append(call.name()).append('\n'));
        return text.toString();
    }

    /** Renders all that is known of one. */
    static String of(Syscall call) {
        String categories =
                categories(call).stream().map(category -> "%" + category).collect(Collectors.joining(" "));
        String family = call.family()
                .map(f -> f.name() + ": " + String.join(", ", new TreeSet<>(f.members())))
                .orElse("none");
        return line("number", call.number() + " (0x" + Integer.toHexString(call.number()) + ") on " + call.abi())
                + line("name", call.name())
                + line(
                        "signature",
                        call.signature().map(SyscallsText::signature).orElse("not known"))
                + line("categories", categories.isEmpty() ? "none" : categories)
                + line("family", family)
                + line("descriptors", call.descriptorEffect().toString());
    }

    private static String line(String title, String value) {
        return title + " ".repeat(13 - title.length()) + value + "\n";
    }

    private static String signature(Signature signature) {
        return signature.parameters().stream()
                        .map(parameter -> parameter.name() + ": " + parameter.kind())
                        .collect(Collectors.joining(", ", signature.name() + "(", ")"))
                + " = " + signature.result();
    }

    private static List<Category> categories(Syscall call) {
        return call.categories().stream().sorted().toList();
    }

    static String json(Abi abi, Collection<Syscall> calls) {
        return "{\n"
                + "  \"abi\": " + quote(abi.toString()) + ",\n"
                + "  \"syscalls\": ["
                + calls.stream().map(SyscallsText::json).collect(Collectors.joining(",\n    ", "\n    ", "\n  "))
                + "]\n"
                + "}\n";
    }

    private static String json(Syscall call) {
        return "{\"number\": " + call.number() + ", \"name\": " + quote(call.name())
                + call.signature().map(SyscallsText::jsonSignature).orElse("")
                + ", \"categories\": "
                + categories(call).stream()
                        .map(category -> quote(category.toString()))
                        .collect(Collectors.joining(", ", "[", "]"))
                + call.family()
                        .map(family -> ", \"family\": " + quote(family.name()))
                        .orElse("")
                + ", \"descriptors\": " + quote(call.descriptorEffect().toString()) + "}";
    }

    private static String jsonSignature(Signature signature) {
        return ", \"result\": " + quote(signature.result().toString()) + ", \"arguments\": "
                + signature.parameters().stream()
                        .map(parameter -> "{\"name\": " + quote(parameter.name()) + ", \"kind\": "
                                + quote(parameter.kind().toString()) + "}")
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String text) {
        return DoctorJson.quote(text);
    }
}
