package dev.ringfence.cli;

import dev.ringfence.program.Quiet;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which calls and signals are shown. */
final class TraceFilters {

    @Option(
            names = "-e",
            paramLabel = "EXPR",
            description = {
                "What to show; all expressions hold, and of several about the same the last one counts. A SET is a list"
                        + " with commas; ! in front of it means all but these; all and none are sets.",
                "trace=SET, or SET alone: names of calls, families",
                "  such as opens, regular expressions such as",
                "  /^epoll, and categories: %%file, %%desc, %%process,",
                "  %%network, %%signal, %%ipc, %%memory, %%creds,",
                "  %%clock, %%pure and more; 'ringfence syscalls' has",
                "  all of them.",
                "status=SET: calls that were successful, failed, unfinished, unavailable or detached.",
                "errno=SET: calls that failed with one of these errors, such as ENOENT or 2.",
                "fds=SET: calls that take one of these descriptors: as an argument, in the array of poll, in the sets of"
                        + " select, in the range of close_range. Not calls that return one, nor what is in other"
                        + " structures and messages. fds=!0,1,2: calls that take another one.",
                "path=GLOB,...: calls about such a path: that name it, also relative to a directory, or take a"
                        + " descriptor of it. * stands for any characters but /, ** for any, ? for one but /. A glob"
                        + " that does not begin with / may begin at any directory: *.conf. path=!GLOB,...: calls about"
                        + " paths none of which is one of these.",
                "thread=SET: calls of threads with these names, in which * and ? may stand, or ids.",
                "program=SET: calls of processes that execute one of these: names, paths or globs as with path=.",
                "signal=SET: names of signals, with or without SIG.",
                "quiet=SET: do not tell of attach, exit, personality, thread-execve.",
                "abbrev=none: as -v.",
                "--trace=SET, --status=SET, --trace-fds=SET, --signal=SET, --quiet=SET and --abbrev=SET say the same."
            })
    private List<String> expressions = new ArrayList<>();

    @Option(names = "--trace", paramLabel = "SET", hidden = true)
    private List<String> calls = List.of();

    @Option(names = "--status", paramLabel = "SET", hidden = true)
    private List<String> statuses = List.of();

    @Option(names = "--trace-fds", paramLabel = "SET", hidden = true)
    private List<String> descriptors = List.of();

    @Option(names = "--signal", paramLabel = "SET", hidden = true)
    private List<String> signals = List.of();

    @Option(
            names = {"--quiet", "--silent", "--silence"},
            paramLabel = "SET",
            hidden = true)
    private List<String> silent = List.of();

    @Option(names = "--abbrev", paramLabel = "SET", hidden = true)
    private List<String> abbreviated = List.of();

    @Option(
            names = {"-P", "--trace-path"},
            paramLabel = "PATH",
            description =
                    "Show only calls about this path, as with path=; nothing in it is a wildcard. May be repeated. With"
                            + " fds=SET, too, one of both is enough, as with strace.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = {"-z", "--successful-only"},
            description = "Show only calls that succeeded: status=successful.")
    private boolean successful;

    @Option(
            names = {"-Z", "--failed-only"},
            description = "Show only calls that failed: status=failed.")
    private boolean failed;

    /** Reads what was given to {@code -e}, and what says the same. */
    TraceExpressions expressions(Quiet quiet) {
        if (successful && failed) throw new IllegalArgumentException("-z and -Z exclude each other");
        List<String> all = new ArrayList<>(expressions);
        calls.forEach(set -> all.add("trace=" + set));
        statuses.forEach(set -> all.add("status=" + set));
        descriptors.forEach(set -> all.add("trace-fds=" + set));
        signals.forEach(set -> all.add("signal=" + set));
        silent.forEach(set -> all.add("quiet=" + set));
        abbreviated.forEach(set -> all.add("abbrev=" + set));
        if (successful) all.add("status=successful");
        if (failed) all.add("status=failed");
        return TraceExpressions.parse(all, quiet);
    }

    List<String> paths() {
        return paths;
    }
}
