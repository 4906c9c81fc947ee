package dev.ringfence.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the diagnostic command {@code Thread.print} says about threads, by kernel thread id. Its first line for a thread
 * is, on JDK 17 and on JDK 21 and later:
 *
 * <pre>
 * "main" #1 prio=5 os_prio=0 cpu=194.33ms elapsed=0.51s tid=0x00007ff558017eb0 nid=0x1c8f waiting on condition  [0x00007ff55dffe000]
 * "main" #3 [11076] prio=5 os_prio=0 cpu=228.81ms elapsed=0.58s tid=0x00007f8ac402a810 nid=11076 waiting on condition  [0x00007f8acb1fe000]
 * </pre>
 *
 * A thread of the virtual machine without a Java thread has no {@code #}. The name may contain anything, a line break
 * too, so a line is recognised by what follows the name. A carrier's line has no {@code nid} while it carries a virtual
 * thread, whose number and frames come after "Mounted virtual thread #N".
 *
 * @param entries kernel thread id to what is known of it
 */
record ThreadDump(Map<Integer, Entry> entries) {
    private static final String NUMBER = "\\d{1,18}";
    private static final Pattern JAVA = Pattern.compile(".*\" #(" + NUMBER + ")(?: \\[(" + NUMBER
            + ")\\])?(?: daemon)? prio=-?\\d+ (?:os_prio=-?\\d+ )?(?:cpu=\\S+ )?(?:elapsed=\\S+ )?"
            + "tid=0x[0-9a-f]+(?: nid=(0x[0-9a-f]{1,8}|\\d{1,9}))? .*");
    private static final Pattern VM = Pattern.compile(
            "\"(.*)\" (?:os_prio=-?\\d+ )?(?:cpu=\\S+ )?(?:elapsed=\\S+ )?tid=0x[0-9a-f]+ nid=(0x[0-9a-f]{1,8}|\\d{1,9}) .*");
    private static final Pattern MOUNTED = Pattern.compile(" +Mounted virtual thread #(" + NUMBER + ")");
    private static final Pattern FRAME = Pattern.compile("\\s+at (.+)\\.([^.()]+)\\((?:([^/()]+)/)?([^/()]+)\\)");
    private static final Pattern LINE = Pattern.compile("(.+):(\\d{1,9})");
    private static final int NATIVE_METHOD = -2;

    ThreadDump {
        entries = Map.copyOf(entries);
    }

    /** What is known of a thread. */
    sealed interface Entry {}

    /** A Java thread, with the virtual thread it carries. */
    record JavaEntry(long javaId, @Nullable Mounted mounted) implements Entry {
        Optional<Mounted> carried() {
            return Optional.ofNullable(mounted);
        }
    }

    /** A thread of the virtual machine that no Java thread stands for. */
    record VmEntry(String name) implements Entry {}

    /** A virtual thread on its carrier. */
    record Mounted(long javaId, List<StackTraceElement> frames) {
        Mounted {
            frames = List.copyOf(frames);
        }
    }

    Optional<Entry> entry(int tid) {
        return Optional.ofNullable(entries.get(tid));
    }

    static ThreadDump parse(String text) {
        Parser parser = new Parser();
        text.lines().forEach(parser::line);
        parser.endOfThread();
        return new ThreadDump(parser.entries);
    }

    private static final class Parser {
        private final Map<Integer, Entry> entries = new HashMap<>();
        private int tid;
        private @Nullable Long javaId;
        private @Nullable Long mountedId;
        private final List<StackTraceElement> frames = new ArrayList<>();

        void line(String line) {
            Matcher java = JAVA.matcher(line);
            if (java.matches()) {
                endOfThread();
                begin(java);
                return;
            }
            Matcher vm = VM.matcher(line);
            if (vm.matches()) {
                endOfThread();
                entries.put(Integer.decode(vm.group(2)), new VmEntry(vm.group(1)));
                return;
            }
            Matcher mounted = MOUNTED.matcher(line);
            if (mounted.matches()) {
                mountedId = Long.decode(mounted.group(1));
            } else if (mountedId != null) {
                frame(line);
            }
        }

        private void begin(Matcher java) {
            String number = java.group(2) != null ? java.group(2) : java.group(3);
            if (number == null) return;
            tid = Integer.decode(number);
            javaId = Long.decode(java.group(1));
        }

        private void frame(String line) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) frames.add(element(frame));
        }

        void endOfThread() {
            if (javaId != null) {
                entries.put(tid, new JavaEntry(javaId, mountedId == null ? null : new Mounted(mountedId, frames)));
            }
            javaId = null;
            mountedId = null;
            frames.clear();
        }
    }

    private static StackTraceElement element(Matcher frame) {
        String module = frame.group(3);
        int version = module == null ? -1 : module.indexOf('@');
        String place = frame.group(4);
        Matcher line = LINE.matcher(place);
        boolean numbered = line.matches();
        return new StackTraceElement(
                null,
                module == null || version < 0 ? module : module.substring(0, version),
                module == null || version < 0 ? null : module.substring(version + 1),
                frame.group(1),
                frame.group(2),
                numbered ? line.group(1) : fileOrNull(place),
                numbered ? Integer.decode(KernelThread.decimal(line.group(2))) : lineOf(place));
    }

    private static @Nullable String fileOrNull(String place) {
        return place.equals("Native Method") || place.equals("Unknown Source") ? null : place;
    }

    private static int lineOf(String place) {
        return place.equals("Native Method") ? NATIVE_METHOD : -1;
    }
}
