package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.ValueText;
import java.util.stream.Collectors;

/** Writes a decoded call as strace does. */
final class CallText {
    private CallText() {}

    static String of(String name, Decoder.Left call) {
        String arguments = call.arguments().stream().map(ValueText::of).collect(Collectors.joining(", "));
        Result result = call.result();
        StringBuilder text = new StringBuilder(name + "(" + arguments + ") = " + ValueText.of(result.value()));
        if (result.errno() != null)
            text.append(' ')
                    .append(result.errno())
                    .append(" (")
                    .append(result.message())
                    .append(')');
        if (result.note() != null) text.append(" (").append(result.note()).append(')');
        return text.toString();
    }
}
