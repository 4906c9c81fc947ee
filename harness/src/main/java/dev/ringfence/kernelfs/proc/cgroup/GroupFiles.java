package dev.ringfence.kernelfs.proc.cgroup;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Limit;
import java.util.Map;

/** The forms that files of control groups have: a number, a number or {@code max}, and a name and a number in each line. */
final class GroupFiles {
    static final String MAX = "max";
    /** Version 1 writes its largest number of pages, in bytes, for no limit: {@code PAGE_COUNTER_MAX}, for pages up to 64 KiB. */
    private static final long LARGEST = Long.MAX_VALUE & ~0xffffL;

    private GroupFiles() {}

    static Reading<Long> number(ControlGroup group, String name) {
        return KernelFiles.parse(group.file(name), GroupFiles::number);
    }

    static Reading<Limit> limit(ControlGroup group, String name) {
        return KernelFiles.parse(group.file(name), GroupFiles::limit);
    }

    static Reading<Map<String, Long>> numbers(ControlGroup group, String name) {
        return KernelFiles.parse(group.file(name), GroupFiles::numbers);
    }

    static Long number(String file, String text) {
        var fields = KernelText.wholeLines(file, text).get(0).each();
        long number = fields.unsigned("number");
        fields.end();
        return number;
    }

    static Limit limit(String file, String text) {
        KernelText.Line line = KernelText.wholeLines(file, text).get(0);
        Limit limit = Limit.of(line, line.text(), MAX, "limit");
        boolean largest = limit instanceof Limit.AtMost most && Long.compareUnsigned(most.value(), LARGEST) >= 0;
        return largest ? new Limit.Unlimited() : limit;
    }

    static Map<String, Long> numbers(String file, String text) {
        return KernelEntries.ofBlanks(file, KernelText.anyLines(file, text)).all(KernelEntries.Entry::unsigned);
    }

    static KernelEntries entries(String file, String text) {
        return KernelEntries.ofBlanks(file, KernelText.wholeLines(file, text));
    }
}
