package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A call that was made under strace.
 *
 * @param expected what strace printed
 * @param before memory at its entry, by address
 * @param after memory at its exit
 * @param netlink protocols of sockets, by descriptor
 */
record RecordedCall(
        String expected,
        String name,
        long[] registers,
        long result,
        Map<Long, byte[]> before,
        Map<Long, byte[]> after,
        Map<Integer, Integer> netlink) {

    static RecordedCall parse(String line) {
        List<String> columns = split(line, '\t');
        List<String> registers = split(columns.get(2), ',');
        long[] numbers = new long[registers.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseUnsignedLong(registers.get(i), 16);
        }
        Map<Long, byte[]> before = memory(columns.get(4));
        Map<Long, byte[]> after = columns.get(5).equals("-") ? before : memory(columns.get(5));
        Map<Integer, Integer> netlink = new HashMap<>();
        if (!columns.get(6).equals("-")) {
            for (String socket : split(columns.get(6), ';')) {
                List<String> pair = split(socket, '=');
                netlink.put(Integer.valueOf(pair.get(0)), Integer.valueOf(pair.get(1)));
            }
        }
        return new RecordedCall(
                columns.get(0), columns.get(1), numbers, Long.parseLong(columns.get(3)), before, after, netlink);
    }

    private static Map<Long, byte[]> memory(String text) {
        Map<Long, byte[]> memory = new HashMap<>();
        if (text.equals("-")) return memory;
        for (String region : split(text, ';')) {
            List<String> pair = split(region, '=');
            List<String> parts = split(pair.get(1), '*');
            int zeros = parts.size() > 1 ? Integer.parseInt(parts.get(1)) : 0;
            String digits = parts.get(0);
            byte[] bytes = new byte[digits.length() / 2 + zeros];
            for (int i = 0; i < digits.length() / 2; i++) {
                bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
            }
            memory.put(Long.parseUnsignedLong(pair.get(0), 16), bytes);
        }
        return memory;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end; (end = text.indexOf(separator, start)) >= 0; start = end + 1) {
            parts.add(text.substring(start, end));
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Decodes the call, first its entry, then its exit, and writes it as strace does. */
    String decoded(Decoder decoder) {
        FakeTracee tracee = new FakeTracee(netlink);
        tracee.remember(before);
        Decoder.Entered entered = decoder.entered(name, registers.clone(), tracee);
        tracee.remember(after);
        Decoder.Left left = entered.left(result);
        StringJoiner arguments = new StringJoiner(", ", name + "(", ")");
        for (Value argument : left.arguments()) {
            arguments.add(ValueText.of(argument));
        }
        Result outcome = left.result();
        StringBuilder out =
                new StringBuilder(arguments.toString()).append(" = ").append(ValueText.of(outcome.value()));
        if (outcome.errno() != null) out.append(' ').append(outcome.errno());
        if (outcome.message() != null)
            out.append(" (").append(outcome.message()).append(')');
        if (outcome.note() != null) out.append(" (").append(outcome.note()).append(')');
        return out.toString();
    }

    @Override
    public String toString() {
        return expected;
    }
}
