package dev.ringfence.cli;

import dev.ringfence.program.Layout;
import dev.ringfence.program.Quiet;
import dev.ringfence.program.Settings;
import dev.ringfence.program.Settings.Form;
import dev.ringfence.program.StatusFilter;
import dev.ringfence.program.SummaryTable;
import dev.ringfence.syscall.decode.DecodeOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What to show of what is traced, and how. */
final class TraceOptions {
    private static final int DEFAULT_STRING = 32;
    private static final int DEFAULT_COLUMN = 40;

    // --- What is traced ---

    @Option(
            names = "-f",
            description =
                    "Trace children, too: processes and threads. Given twice (-ff), with -o FILE each thread writes to"
                            + " FILE.TID.")
    private boolean[] follow = {};

    @Option(
            names = "-e",
            paramLabel = "EXPR",
            description = {
                "What to show. A set is a list with commas; ! in front of it means all but these; all and none are sets.",
                "trace=SET (or SET alone): names of calls, %%category (%%file, %%desc, %%process, %%network, %%signal,"
                        + " %%ipc, %%memory, %%creds, %%clock, %%pure, ...), families (opens, stats, ...), /regex, !name."
                        + " 'ringfence syscalls' lists them.",
                "signal=SET: names of signals, with or without SIG.",
                "status=SET: calls that were successful, failed, unfinished, unavailable or detached.",
                "quiet=SET: do not tell of attach, exit, personality, thread-execve."
            })
    private List<String> expressions = new ArrayList<>();

    @Option(
            names = "-P",
            paramLabel = "PATH",
            description =
                    "Show only calls about this path: given as an argument, or a descriptor of it; may be repeated.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "-z", description = "Show only calls that succeeded.")
    private boolean successful;

    @Option(names = "-Z", description = "Show only calls that failed.")
    private boolean failed;

    @Option(
            names = "--seccomp-bpf",
            negatable = true,
            description = "Let the kernel stop the program only at calls that are shown. That is so anyway with -f, -e"
                    + " trace=SET and a command; --no-seccomp-bpf turns it off.")
    private @org.jspecify.annotations.Nullable Boolean seccomp;

    @Option(
            names = "-k",
            description = {
                "Show the Java frames of the thread below each call, not native ones as strace does, where the process is a HotSpot JVM; other programs are shown"
                        + " without. A JVM runs Java in threads that it starts: add -f. With --json they are"
                        + " an array, \"stack\", or \"noStack\" is the reason.",
                "The thread is held before the call until its JVM has told them, as it tells jstack, which takes some"
                        + " milliseconds: choose calls with -e. They cannot be told while a thread is inside of the JVM itself,"
                        + " nor before the JVM has started; where it does not tell them within 100 ms, on a busy machine 2 s, the"
                        + " thread goes on without. The reason is shown.",
                "Of a virtual thread its own frames are shown where the JVM tells them (as JDK 25 does), else those of its"
                        + " carrier. For all this the JVM gets a SIGQUIT and starts its thread Attach Listener, which stays; that"
                        + " signal and the calls of that thread are not shown."
            })
    private boolean javaFrames;

    // --- Where and in which form ---

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "Write there instead of to standard error. '|COMMAND' writes to the input of a command.")
    private String output = "";

    @Option(names = "--json", description = "Write one JSON object for each event, on a line of its own.")
    private boolean json;

    @Option(
            names = "-c",
            description =
                    "Count calls, errors and time, and write nothing but a table of them at the end. The time is that"
                            + " from entry to exit, as with strace -c -w.")
    private boolean counts;

    @Option(names = "-C", description = "Write lines, and the table of -c at the end.")
    private boolean linesAndCounts;

    @Option(
            names = "-S",
            paramLabel = "ORDER",
            description = "Sort the table by time (as it is without this), min-time, max-time, avg-time, calls, errors,"
                    + " name or nothing.")
    private String order = "time";

    // --- How lines look ---

    @Option(names = "-t", description = "Begin lines with the time; -tt with microseconds, -ttt as seconds since 1970.")
    private boolean[] clock = {};

    @Option(names = "-r", description = "Begin lines with the time since the line before.")
    private boolean relative;

    @Option(names = "-T", description = "Show how long each call took.")
    private boolean durations;

    @Option(
            names = "-s",
            paramLabel = "N",
            description = "Show so many bytes of a string at most; ${DEFAULT-VALUE} without this. Paths are not cut.")
    private int stringLimit = DEFAULT_STRING;

    @Option(names = "-v", description = "Show all fields of structures, and all of the environment.")
    private boolean verbose;

    @Option(
            names = "-y",
            description = "Show what descriptors refer to; -yy shows protocols and addresses of sockets and numbers of"
                    + " devices, too.")
    private boolean[] descriptors = {};

    @Option(names = "-a", paramLabel = "COLUMN", description = "Align results there; ${DEFAULT-VALUE} without this.")
    private int column = DEFAULT_COLUMN;

    @Option(names = "-n", description = "Show the numbers of calls.")
    private boolean callNumbers;

    @Option(names = "-i", description = "Show from where calls are made: the instruction pointer.")
    private boolean instructionPointers;

    @Option(
            names = "-q",
            description =
                    "Do not tell of processes that are attached to; -qq nor of ends of processes; -qqq of nothing but"
                            + " calls and signals.")
    private boolean[] quiet = {};

    @Option(
            names = "--follow-core",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Keep the tracer on the core of the thread that it traces, which makes stops cheaper; on without"
                            + " this, --no-follow-core turns it off.")
    private boolean followCore = true;

    // --- What it comes to ---

    String output() {
        return output;
    }

    /** Returns whether each thread writes to a file of its own. */
    boolean isEach() {
        return follow.length > 1 && !output.isEmpty();
    }

    boolean summarizes() {
        return counts || linesAndCounts;
    }

    SummaryTable.Order order() {
        return SummaryTable.Order.named(order);
    }

    /**
     * Returns the settings.
     *
     * @param command whether a command is run: then a filter can be installed, and output to a file tells enough
     */
    Settings settings(boolean command) {
        TraceExpressions expression = TraceExpressions.parse(expressions, defaultQuiet(command));
        return new Settings(
                follow.length > 0,
                expression.calls(),
                filterInKernel(command, expression.filters()),
                paths,
                expression.signals(),
                statuses(expression),
                decode(expression),
                layout(),
                expression.quiet(),
                form(),
                javaFrames,
                followCore);
    }

    private Quiet defaultQuiet(boolean command) {
        return Quiet.level(Math.max(quiet.length, command && !output.isEmpty() ? 1 : 0));
    }

    private boolean filterInKernel(boolean command, boolean filters) {
        boolean possible = command && follow.length > 0;
        if (Boolean.TRUE.equals(seccomp) && !possible)
            throw new IllegalArgumentException(
                    "--seccomp-bpf needs -f and a command: the filter stays with all that the"
                            + " program starts, and calls of those that nobody traced would fail");
        return possible && filters && !Boolean.FALSE.equals(seccomp);
    }

    private StatusFilter statuses(TraceExpressions expression) {
        if (successful && failed) throw new IllegalArgumentException("-z and -Z exclude each other");
        if (successful) return new StatusFilter(true, false, false, false, false);
        return failed ? new StatusFilter(false, true, false, false, false) : expression.statuses();
    }

    private DecodeOptions decode(TraceExpressions expression) {
        DecodeOptions.Descriptors shown = switch (descriptors.length) {
            case 0 -> DecodeOptions.Descriptors.NUMBERS;
            case 1 -> DecodeOptions.Descriptors.PATHS;
            default -> DecodeOptions.Descriptors.DETAILS;
        };
        return new DecodeOptions(stringLimit, !verbose && expression.abbreviates(), shown);
    }

    private Layout layout() {
        Layout.Clock time = switch (clock.length) {
            case 0 -> Layout.Clock.NONE;
            case 1 -> Layout.Clock.SECONDS;
            case 2 -> Layout.Clock.MICROSECONDS;
            default -> Layout.Clock.EPOCH;
        };
        return new Layout(column, time, relative, durations, callNumbers, instructionPointers);
    }

    private Form form() {
        if (json && summarizes()) throw new IllegalArgumentException("--json excludes -c and -C");
        if (counts && javaFrames) throw new IllegalArgumentException("-k shows frames below lines, and -c writes none");
        if (counts && linesAndCounts) throw new IllegalArgumentException("-c and -C exclude each other");
        if (json) return Form.JSON;
        if (counts) return Form.COUNTS;
        return linesAndCounts ? Form.LINES_AND_COUNTS : Form.LINES;
    }
}
