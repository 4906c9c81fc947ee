package dev.ringfence.program;

import dev.ringfence.ffi.Bell;
import dev.ringfence.ffi.DescriptorLinks;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.OwnSignals;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.ffi.SocketInquiry;
import dev.ringfence.spawn.SpawnFailure;
import dev.ringfence.spawn.StoppedProgram;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.decode.Decoder;
import dev.ringfence.trace.seccomp.FilterProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Traces a command from its {@code execve} to the end of the last of its processes, or processes that run already. Used once, by one thread. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProgramTrace {
    private static final int FOLLOWING = Ptrace.OPTION_FORK | Ptrace.OPTION_VFORK | Ptrace.OPTION_CLONE;
    private static final int ALWAYS = Ptrace.OPTION_SYSGOOD | Ptrace.OPTION_EXEC | Ptrace.OPTION_EXIT;
    private static final int SIGPIPE = 13;
    private static final int SIGCONT = 18;

    private final Settings settings;
    private final Consumer<String> messages;
    private final Libc libc = Libc.load();
    private final Ptrace ptrace = new Ptrace(libc);
    private final NativeProcess processes = new NativeProcess(libc);
    private final Tracees tracees = new Tracees();
    private final RemoteMemory memory = new RemoteMemory(libc);
    private final DescriptorLinks links = new DescriptorLinks(libc);
    private final ThreadView view = new ThreadView(memory, links, new DescriptorDetails(new SocketInquiry(libc)));
    private final ThreadFacts threads = new ThreadFacts(links, memory);
    private final CallCounts counts;
    private final Bell bell = new Bell(libc);
    private final CoreFollower follower;
    private final boolean patient;
    private final boolean shown;
    private final Events events;
    private final JavaStacks stacks;
    private final Stops stops;
    private final Departure departure;
    private int program;
    private String path = "";
    private boolean attached;
    private boolean passedOn;
    private boolean complete = true;

    /**
     * Makes a trace.
     *
     * @param messages gets what the tracer itself has to say, a line each
     */
    public ProgramTrace(Settings settings, Destination destination, Consumer<String> messages) {
        this.settings = settings;
        this.messages = messages;
        // Java frames come from other threads, ours and those of the virtual machine, which need the other cores.
        this.follower = new CoreFollower(libc, settings.followCore() && !settings.javaFrames());
        this.counts = new CallCounts(settings.statuses());
        this.patient = destination.isPatient();
        this.shown = destination.isTerminal();
        this.events = events(destination, new Outage(this::cannotWrite));
        Filter filter = new Filter(settings, new LiveCall(view, threads));
        this.stacks = new JavaStacks(settings.javaFrames(), new Jvms(processes), memory, new Answers(bell));
        this.stops = new Stops(ptrace, tracees, filter, events, stacks, this::notExecuted);
        this.departure = new Departure(ptrace, tracees, events, bell, !settings.filterInKernel(), this::passOn);
    }

    /** How the command ended, or the trace before it: an exit code, or the signal that ended it. */
    public record End(int code, int signal) {}

    // --- What the thread does that traces ---

    /**
     * Runs a command to its end, or until {@link #endBy} is called.
     *
     * @throws SpawnFailure when the machine does not allow it
     */
    public End run(Launch launch) throws SpawnFailure {
        path = launch.path();
        int options = ALWAYS
                | Ptrace.OPTION_EXITKILL
                | (settings.follow() ? FOLLOWING : 0)
                | (settings.filterInKernel() ? Ptrace.OPTION_SECCOMP : 0);
        program = StoppedProgram.start(ptrace, processes, plan(launch, options));
        new OwnSignals(libc).ignoreTerminal();
        Tracee first = tracees.add(program);
        first.first = true;
        first.starting = true;
        // Not that of the shell which becomes it.
        first.programs = List.of(new String(bytes(launch.path()), StandardCharsets.UTF_8));
        stops.resume(first, 0);
        loop();
        if (!departure.isLeaving()) return stops.end();
        if (passedOn) tell("Process " + program + " detached");
        return new End(0, departure.signal());
    }

    /**
     * Traces processes until they end, or {@link #leave} or {@link #endBy} is called.
     *
     * @throws AttachException when one of them cannot be traced; none is then
     */
    public End attach(List<Integer> pids) throws AttachException {
        // New threads of these processes are traced in any case: CLONE without FORK and VFORK means those.
        int options = ALWAYS | Ptrace.OPTION_CLONE | (settings.follow() ? FOLLOWING : 0);
        attached = true;
        Attachment attachment = new Attachment(ptrace, tracees, options);
        for (int pid : pids) {
            int threads = attachment.to(pid);
            tell("Process " + pid + " attached" + (threads > 1 ? " with " + threads + " threads" : ""));
        }
        loop();
        if (!departure.isLeaving()) return new End(0, 0);
        pids.forEach(pid -> tell("Process " + pid + " detached"));
        return new End(0, departure.signal());
    }

    private void loop() {
        Births births = new Births(tracees, events, tid -> tell("Process " + tid + " attached"));
        departure.begins();
        try (LogClock clock = LogClock.start(bell, patient)) {
            new ProgramLoop(new ProgramLoop.Parts(ptrace, tracees, stops, births, departure, follower, clock, events))
                    .run();
        } finally {
            follower.release();
            stacks.end();
            events.end();
            departure.isOver();
        }
    }

    private void tell(String message) {
        if (!settings.quiet().attach()) messages.accept(message);
    }

    private void notExecuted(Errno errno) {
        messages.accept("\"" + text(path) + "\" could not be executed: " + errno);
    }

    /**
     * A program is not to suffer from a full disk, so it runs on; processes that were attached to are left. Where nobody reads
     * any more, a tracer that shows what it traces dies of SIGPIPE; strace ignores that signal where a command is traced to a
     * file or another command.
     */
    private void cannotWrite(IOException cause) {
        complete = false;
        boolean unread = cause instanceof LogException failure && failure.isUnread();
        if (unread && (attached || shown)) {
            departure.askHere(SIGPIPE);
        } else if (attached) {
            departure.askHere(0);
        }
        // Else it would go where nothing can be written.
        if (!shown) messages.accept("the output could not be written, and nothing more is: " + cause.getMessage());
    }

    /** The command gets a signal that ends us and goes on if it is stopped, as with strace; others do not. */
    private void passOn(int signal) {
        if (attached || tracees.find(program) == null) return;
        passedOn = true;
        processes.kill(program, SIGCONT);
        processes.kill(program, signal);
    }

    /** Returns whether all was written that was to be. */
    public boolean isComplete() {
        return complete;
    }

    // --- What other threads may call ---

    /** Lets processes that were attached to run on, and ends the trace. Returns when that is done. */
    public void leave() throws InterruptedException {
        departure.ask(0);
    }

    /**
     * Lets everything run on, and ends the trace because of a signal, which the command gets, too. Where calls are filtered in
     * the kernel it cannot be left, and is traced to its end. Returns when that is done, or under way there.
     */
    public void endBy(int signal) throws InterruptedException {
        departure.ask(signal);
    }

    /** Returns whether the command would be killed if this process ended now. */
    public boolean wouldTakeAlong() {
        return !attached && departure.isUnderWay();
    }

    /** Returns what was counted; complete when the trace has ended. */
    public List<CallCount> counts() {
        return counts.counts();
    }

    /** Ends this process by a signal, as the command or the trace ended. Returns if it cannot. */
    public void dieBy(int signal) {
        new OwnSignals(libc).dieBy(signal);
    }

    // --- Parts ---

    private StoppedProgram.Plan plan(Launch launch, int options) {
        return new StoppedProgram.Plan(
                bytes(launch.path()),
                launch.arguments().stream().map(ProgramTrace::bytes).toList(),
                launch.environment().stream().map(ProgramTrace::bytes).toList(),
                launch.keep(),
                launch.blocked(),
                launch.openFiles(),
                launch.user(),
                settings.filterInKernel() ? Optional.of(kernelFilter(settings.calls())) : Optional.empty(),
                options);
    }

    private static FilterProgram kernelFilter(CallSelection calls) {
        Abi abi = Abi.ofThisMachine();
        Set<Integer> numbers = new TreeSet<>(calls.numbers(abi));
        // Whether the program could be executed is to be seen in any case.
        numbers.add(SyscallTable.of(abi).number("execve").orElseThrow());
        return FilterProgram.stoppingAt(numbers);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(String latin1) {
        return new String(bytes(latin1), StandardCharsets.UTF_8);
    }

    private Events events(Destination destination, Outage outage) {
        return switch (settings.form()) {
            case COUNTS -> counts;
            case JSON -> json(destination, outage);
            case LINES -> lines(destination, outage);
            case LINES_AND_COUNTS -> new FanOut(lines(destination, outage), counts);
        };
    }

    private Events json(Destination destination, Outage outage) {
        return new JsonWriter(
                new Decoder(settings.decode()), view, threads, Sheets.of(destination, outage), settings.statuses());
    }

    private Events lines(Destination destination, Outage outage) {
        boolean plainId = destination.isShared() && !destination.isTerminal() && settings.follow();
        return new LineWriter(new LineWriter.Parts(
                new Decoder(settings.decode()),
                view,
                Sheets.of(destination, outage),
                settings.layout(),
                new Leader(settings.layout(), plainId, destination.isTerminal()),
                tracees::size,
                settings.quiet(),
                settings.statuses()));
    }
}
