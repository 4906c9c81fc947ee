package dev.ringfence.hotspot;

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
 * too, so a line is recognised by what follows the name, and frames belong to the thread before them up to the next empty
 * line. A carrier's line has no {@code nid} while it carries a virtual thread, whose number and frames come after "Mounted
 * virtual thread #N".
 *
 * @param entries kernel thread id, as the dumped process knows it, to what is known of it
 */
public record ThreadDump(Map<Integer, Entry> entries) {
    private static final String NUMBER = "\\d{1,18}";
    private static final Pattern JAVA = Pattern.compile(".*\" #(" + NUMBER + ")(?: \\[(" + NUMBER
            + ")\\])?(?: daemon)? prio=-?\\d+ (?:os_prio=-?\\d+ )?(?:cpu=\\S+ )?(?:elapsed=\\S+ )?"
            + "tid=0x[0-9a-f]+(?: nid=(0x[0-9a-f]{1,8}|\\d{1,9}))? .*");
    private static final Pattern VM = Pattern.compile(
            "\"(.*)\" (?:os_prio=-?\\d+ )?(?:cpu=\\S+ )?(?:elapsed=\\S+ )?tid=0x[0-9a-f]+ nid=(0x[0-9a-f]{1,8}|\\d{1,9}) .*");
    private static final Pattern MOUNTED = Pattern.compile(" +Mounted virtual thread #(" + NUMBER + ")");
    private static final String FRAME = "\tat ";

    public ThreadDump {
        entries = Map.copyOf(entries);
    }

    /** What is known of a thread. */
    public sealed interface Entry {}

    /**
     * A Java thread, with the virtual thread it carries.
     *
     * @param frames its own, innermost first
     */
    public record JavaEntry(
            long javaId, List<DumpedFrame> frames, @Nullable Mounted mounted) implements Entry {
        public JavaEntry {
            frames = List.copyOf(frames);
        }

        /** Returns the virtual thread that it carries. */
        public Optional<Mounted> carried() {
            return Optional.ofNullable(mounted);
        }
    }

    /** A thread of the virtual machine that no Java thread stands for. */
    public record VmEntry(String name) implements Entry {}

    /** A virtual thread on its carrier. */
    public record Mounted(long javaId, List<DumpedFrame> frames) {
        public Mounted {
            frames = List.copyOf(frames);
        }
    }

    /** Returns what is known of a thread. */
    public Optional<Entry> entry(int tid) {
        return Optional.ofNullable(entries.get(tid));
    }

    /** Reads what the command has printed. */
    public static ThreadDump parse(String text) {
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
        private final List<DumpedFrame> frames = new ArrayList<>();
        private final List<DumpedFrame> mountedFrames = new ArrayList<>();

        void line(String line) {
            if (line.isEmpty()) {
                endOfThread();
            } else if (!header(line) && javaId != null) {
                detail(line);
            }
        }

        private boolean header(String line) {
            if (line.indexOf('"') < 0) return false;
            Matcher java = JAVA.matcher(line);
            if (java.matches()) {
                endOfThread();
                begin(java);
                return true;
            }
            Matcher vm = VM.matcher(line);
            if (!vm.matches()) return false;
            endOfThread();
            entries.put(Integer.decode(vm.group(2)), new VmEntry(vm.group(1)));
            return true;
        }

        private void begin(Matcher java) {
            String number = java.group(2) != null ? java.group(2) : java.group(3);
            if (number == null) return;
            tid = Integer.decode(number);
            javaId = Long.decode(java.group(1));
        }

        private void detail(String line) {
            Matcher mounted = MOUNTED.matcher(line);
            if (mounted.matches()) {
                mountedId = Long.decode(mounted.group(1));
            } else if (line.startsWith(FRAME)) {
                DumpedFrame frame = new DumpedFrame(line.substring(FRAME.length()));
                (mountedId == null ? frames : mountedFrames).add(frame);
            }
        }

        void endOfThread() {
            if (javaId != null) {
                Mounted mounted = mountedId == null ? null : new Mounted(mountedId, mountedFrames);
                entries.put(tid, new JavaEntry(javaId, frames, mounted));
            }
            javaId = null;
            mountedId = null;
            frames.clear();
            mountedFrames.clear();
        }
    }
}
