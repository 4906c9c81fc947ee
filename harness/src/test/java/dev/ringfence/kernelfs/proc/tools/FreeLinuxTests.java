package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.proc.machine.MemoryInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The memory of the machine as free shows it. */
@Tag("linux")
@Tag("tools")
class FreeLinuxTests {
    private static final Pattern BLANKS = Pattern.compile(" +");

    /** What free shows of all that is in the file. */
    private record Memory(Map<String, Long> values) {
        static Memory read() {
            MemoryInfo info = value(MemoryInfo.read(PROC));
            Map<String, Long> values = new LinkedHashMap<>();
            values.put("total", info.totalBytes());
            values.put("free", info.freeBytes());
            values.put("shared", value(info.sharedBytes()));
            values.put("buffers", info.bufferBytes());
            values.put("cache", info.cachedBytes() + value(info.reclaimableBytes()));
            values.put("available", value(info.availableBytes()));
            values.put("swap total", info.swapTotalBytes());
            values.put("swap used", info.swapTotalBytes() - info.swapFreeBytes());
            values.put("swap free", info.swapFreeBytes());
            return new Memory(values);
        }
    }

    @Test
    void each_number_is_the_one_that_we_read() {
        Tool free = Tool.named("free");
        var same = SameMoment.of(Memory::read, () -> parse(free.lines("-b", "-w")));
        Map<String, Long> theirs = new LinkedHashMap<>(same.theirs());
        // What is used is said by no file: versions before 4.0.1 subtract what is free, buffers and cache, later ones
        // what is available.
        Map<String, Long> ours = same.ours().values();
        long total = number(ours, "total");
        assertThat(theirs.remove("used"))
                .isIn(
                        total - number(ours, "available"),
                        total - number(ours, "free") - number(ours, "buffers") - number(ours, "cache"));
        assertThat(theirs).isEqualTo(ours);
    }

    private static long number(Map<String, Long> values, String name) {
        Long value = values.get(name);
        assertThat(value).as(name).isNotNull();
        return value;
    }

    private static Map<String, Long> parse(List<String> lines) {
        List<String> names = BLANKS.splitAsStream(lines.get(0).strip()).toList();
        Map<String, Long> values = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = BLANKS.splitAsStream(line).toList();
            String prefix = fields.get(0).equals("Swap:") ? "swap " : "";
            for (int i = 1; i < fields.size(); i++)
                values.put(prefix + names.get(i - 1), Long.parseLong(fields.get(i)));
        }
        return values;
    }
}
