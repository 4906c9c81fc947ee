package dev.ringfence.cli;

import dev.ringfence.program.Layout;
import dev.ringfence.program.Quiet;
import dev.ringfence.program.Settings;
import dev.ringfence.program.Settings.Form;
import dev.ringfence.syscall.decode.DecodeOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to show of what is traced, and how. */
final class TraceOptions {
    private static final int DEFAULT_STRING = 32;
    private static final int DEFAULT_COLUMN = 40;

    // --- What is traced ---

    @Option(
            names = {"-f", "--follow-forks"},
            description =
                    "Trace children, too: processes and threads. Given twice (-ff), with -o FILE each thread writes to"
                            + " FILE.TID.")
    private boolean[] follow = {};

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
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write there instead of to standard error. '|COMMAND' writes to the input of a command.")
    private String output = "";

    @Option(
            names = {"-A", "--output-append-mode"},
            description = "Append to the FILE of -o, if it is there.")
    private boolean append;

    @Option(names = "--json", description = "Write one JSON object for each event, on a line of its own.")
    private boolean json;

    @Option(
            names = {"-c", "--summary-only"},
            description =
                    "Count calls, errors and time, and write nothing but a table of them at the end. The time is that"
                            + " from entry to exit, as with strace -c -w.")
    private boolean counts;

    @Option(
            names = {"-C", "--summary"},
            description = "Write lines, and the table of -c at the end.")
    private boolean linesAndCounts;

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = {"-w", "--summary-wall-clock"},
            description = "Changes nothing: the times of -c are always those from entry to exit.")
    private boolean wallClock;

    // --- How lines look ---

    @Option(names = "-t", description = "Begin lines with the time; -tt with microseconds, -ttt as seconds since 1970.")
    private boolean[] clock = {};

    @Option(
            names = {"-r", "--relative-timestamps"},
            description = "Begin lines with the time since the line before.")
    private boolean relative;

    @Option(
            names = {"-T", "--syscall-times"},
            description = "Show how long each call took.")
    private boolean durations;

    @Option(
            names = {"-s", "--string-limit"},
            paramLabel = "N",
            description = "Show so many bytes of a string at most; ${DEFAULT-VALUE} without this. Paths are not cut.")
    private int stringLimit = DEFAULT_STRING;

    @Option(
            names = "-x",
            description = "Show strings with other than ASCII characters in hexadecimal; -xx shows all strings so.")
    private boolean[] hexadecimal = {};

    @Option(
            names = {"-v", "--no-abbrev"},
            description = "Show all fields of structures, and all of the environment.")
    private boolean verbose;

    @Option(
            names = "-y",
            description = "Show what descriptors refer to; -yy shows protocols and addresses of sockets and numbers of"
                    + " devices, too.")
    private boolean[] descriptors = {};

    @Option(
            names = {"-a", "--columns"},
            paramLabel = "COLUMN",
            description = "Align results there; ${DEFAULT-VALUE} without this.")
    private int column = DEFAULT_COLUMN;

    @Option(
            names = {"-n", "--syscall-number"},
            description = "Show the numbers of calls.")
    private boolean callNumbers;

    @Option(
            names = {"-i", "--instruction-pointer"},
            description = "Show from where calls are made: the instruction pointer.")
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

    /** Returns whether what is written is added to a file that is there. */
    boolean appends() {
        return append;
    }

    boolean summarizes() {
        return counts || linesAndCounts;
    }

    TableOptions table() {
        return table;
    }

    /**
     * Returns the settings.
     *
     * @param filters which calls and signals are shown
     * @param command whether a command is run: then a filter can be installed, and output to a file tells enough
     */
    Settings settings(TraceFilters filters, boolean command) {
        checkAppending();
        TraceExpressions expression = filters.expressions(defaultQuiet(command));
        return new Settings(
                follow.length > 0,
                expression.calls(),
                filterInKernel(command, expression.filters()),
                expression.conditions(filters.paths()),
                expression.signals(),
                expression.statuses(),
                decode(expression),
                layout(),
                expression.quiet(),
                form(),
                javaFrames,
                followCore);
    }

    private void checkAppending() {
        if (!append) return;
        if (output.isEmpty()) throw new IllegalArgumentException("-A appends to the file of -o, which is missing");
        if (output.startsWith("|") || output.startsWith("!"))
            throw new IllegalArgumentException("-A appends to a file, and -o " + output + " is a command");
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

    private DecodeOptions decode(TraceExpressions expression) {
        DecodeOptions.Descriptors shown = switch (descriptors.length) {
            case 0 -> DecodeOptions.Descriptors.NUMBERS;
            case 1 -> DecodeOptions.Descriptors.PATHS;
            default -> DecodeOptions.Descriptors.DETAILS;
        };
        DecodeOptions.Strings strings = switch (hexadecimal.length) {
            case 0 -> DecodeOptions.Strings.PLAIN;
            case 1 -> DecodeOptions.Strings.HEX_UNLESS_ASCII;
            default -> DecodeOptions.Strings.HEX;
        };
        return new DecodeOptions(stringLimit, !verbose && expression.abbreviates(), shown, strings);
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
        if (wallClock && !summarizes()) throw new IllegalArgumentException("-w is about the table of -c and -C");
        if (json && summarizes()) throw new IllegalArgumentException("--json excludes -c and -C");
        if (counts && javaFrames) throw new IllegalArgumentException("-k shows frames below lines, and -c writes none");
        if (counts && linesAndCounts) throw new IllegalArgumentException("-c and -C exclude each other");
        if (json) return Form.JSON;
        if (counts) return Form.COUNTS;
        return linesAndCounts ? Form.LINES_AND_COUNTS : Form.LINES;
    }
}
