package dev.ringfence.ledger;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.LedgerResult.Disagreement;
import dev.ringfence.ledger.LedgerResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one window into the life of each descriptor of one process. Each event takes time logarithmic in
 * the number of open descriptors. Not thread-safe.
 *
 * <p>Closes have to arrive in the order in which they are entered, openings in the order in which they return: between
 * the entry of a close and its return another thread may be given the number again.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Ledger {
    private final Pid process;
    private final TreeMap<Integer, OpenLife> open;
    private final List<Life> ended;
    private final List<Disagreement> replaced;
    private int openings;
    private int openByTest;
    private int peak;
    private final int mostOver;
    private int over;
    private @Nullable SyscallEvent lastTableEnd;

    /** A life that has not ended; its order is that of openings, 0 for what was there before. */
    private record OpenLife(FdKind kind, Opening opening, int order) {
        boolean byTest() {
            return opening instanceof Opening.Seen seen && seen.event().scope().isJudged();
        }
    }

    private record Life(DescriptorLife life, int order) {}

    /**
     * Starts a window.
     *
     * @param process whose table it is; events of others are ignored
     * @param openBefore the numbers that {@code /proc} shows when the window opens
     */
    public Ledger(Pid process, Set<Integer> openBefore) {
        this(process, openBefore, Integer.MAX_VALUE);
    }

    /**
     * Starts a window of any length in bounded memory.
     *
     * @param mostOver of how many descriptors the lives are kept that the program itself opened and closed in the window;
     *     all others are kept
     */
    public Ledger(Pid process, Set<Integer> openBefore, int mostOver) {
        this.process = Objects.requireNonNull(process, "process");
        this.mostOver = mostOver;
        open = new TreeMap<>();
        ended = new ArrayList<>();
        replaced = new ArrayList<>();
        for (int fd : openBefore) open.put(fd, new OpenLife(FdKind.OTHER, new Opening.Before(), 0));
    }

    private Ledger(Ledger other) {
        process = other.process;
        open = new TreeMap<>(other.open);
        ended = new ArrayList<>(other.ended);
        replaced = new ArrayList<>(other.replaced);
        openings = other.openings;
        openByTest = other.openByTest;
        peak = other.peak;
        mostOver = other.mostOver;
        over = other.over;
        lastTableEnd = other.lastTableEnd;
    }

    /** Returns a ledger of the same state that goes its own way from here. */
    public Ledger copy() {
        return new Ledger(this);
    }

    // --- Queries ---

    /** Returns the largest number of descriptors opened by the test that were open at once. */
    public int peak() {
        return peak;
    }

    /** Returns the numbers that are open now. */
    public Set<Integer> openNow() {
        return new TreeSet<>(open.keySet());
    }

    /** Returns how this number was opened, null if it is not open now. */
    public @Nullable Opening opening(int fd) {
        OpenLife life = open.get(fd);
        return life == null ? null : life.opening();
    }

    /** Returns whether anything that the test opened is still open. */
    public boolean anyLeftOpenByTest() {
        return openByTest > 0;
    }

    /** Returns the threads that opened what the test has open now, by thread id. */
    public Set<Integer> openers() {
        Set<Integer> threads = new TreeSet<>();
        for (OpenLife life : open.values()) {
            if (life.byTest() && life.opening() instanceof Opening.Seen seen) {
                threads.add(seen.event().actor().thread().value());
            }
        }
        return threads;
    }

    // --- Folding ---

    /** Takes the next event. */
    public void apply(TraceEvent event) {
        if (!(event instanceof SyscallEvent call) || !call.actor().process().equals(process)) return;
        FdEffect effect = call.effect();
        if (effect instanceof FdEffect.Created created) {
            for (Fd fd : created.fds()) begin(fd, new Opening.Seen(call, null), created.kind());
        } else if (effect instanceof FdEffect.Duplicated duplicated) {
            duplicate(call, duplicated.from(), duplicated.to());
        } else if (effect instanceof FdEffect.Closed closed) {
            end(closed.fd().value(), call);
        } else if (effect instanceof FdEffect.ClosedRange range) {
            List<Integer> fds = List.copyOf(
                    open.subMap(range.first(), true, range.last(), true).keySet());
            for (int fd : fds) end(fd, call);
        }
        if (endsTable(call)) lastTableEnd = call;
    }

    /**
     * Returns whether the call closes descriptors that it does not name: execve(2) those with the close-on-exec flag,
     * exit_group(2) all. Which they were is seen in {@code /proc}.
     */
    private static boolean endsTable(SyscallEvent call) {
        return switch (call.name()) {
            case "execve", "execveat" -> call.outcome() instanceof Outcome.Returned;
            case "exit_group" -> true;
            default -> false;
        };
    }

    private void duplicate(SyscallEvent call, Fd from, Fd to) {
        // dup2(2): "If oldfd is a valid file descriptor, and newfd has the same value as oldfd, then dup2() does
        // nothing"
        if (from.equals(to)) return;
        boolean namesTarget = call.name().equals("dup2") || call.name().equals("dup3");
        if (namesTarget) end(to.value(), call);
        OpenLife source = open.get(from.value());
        begin(to, new Opening.Seen(call, from), source == null ? FdKind.OTHER : source.kind());
    }

    private void begin(Fd fd, Opening opening, FdKind kind) {
        OpenLife before = open.remove(fd.value());
        if (before != null) {
            replaced.add(new Disagreement(fd.value(), Kind.REPLACED));
            finishLife(fd.value(), before, new Ending.Vanished());
        }
        OpenLife life = new OpenLife(kind, opening, ++openings);
        open.put(fd.value(), life);
        if (life.byTest()) peak = Math.max(peak, ++openByTest);
    }

    private void end(int fd, SyscallEvent call) {
        // Closing a number that is not open fails with EBADF and changes nothing.
        OpenLife life = open.remove(fd);
        if (life != null) finishLife(fd, life, new Ending.Closed(call.atNanos(), call.actor(), call.name()));
    }

    private void finishLife(int fd, OpenLife life, Ending ending) {
        if (life.byTest()) openByTest--;
        if (isOver(life, ending) && ++over > mostOver) return;
        ended.add(ended(fd, life, ending));
    }

    /** What began and ended in the window, by the program's own doing, says nothing about what is left. */
    private static boolean isOver(OpenLife life, Ending ending) {
        return life.opening() instanceof Opening.Seen
                && ending instanceof Ending.Closed closed
                && closed.by().kind().isJudged();
    }

    private static Life ended(int fd, OpenLife life, Ending ending) {
        return new Life(new DescriptorLife(new Fd(fd), life.kind(), life.opening(), ending), life.order());
    }

    // --- The end ---

    /**
     * Compares with {@code /proc} and returns all lives. The ledger stays as it is and may be continued.
     *
     * @param openAfter the numbers that {@code /proc} shows at the end of the window
     * @param inFlight numbers that a call which has not returned yet may have opened or closed: about these, trace and
     *     {@code /proc} may differ
     */
    public LedgerResult finish(Set<Integer> openAfter, Set<Integer> inFlight) {
        List<Life> lives = new ArrayList<>(ended);
        List<Disagreement> disagreements = new ArrayList<>(replaced);
        disagreements.removeIf(each -> inFlight.contains(each.fd()));
        open.forEach((fd, life) -> {
            Ending ending = openAfter.contains(fd) ? new Ending.StillOpen() : unnamedEnding(life);
            if (ending instanceof Ending.Vanished && !inFlight.contains(fd))
                disagreements.add(new Disagreement(fd, Kind.VANISHED));
            lives.add(ended(fd, life, ending));
        });
        for (int fd : new TreeSet<>(openAfter)) {
            if (open.containsKey(fd) || inFlight.contains(fd)) continue;
            disagreements.add(new Disagreement(fd, Kind.APPEARED));
            OpenLife unseen = new OpenLife(FdKind.OTHER, new Opening.Unseen(), Integer.MAX_VALUE);
            lives.add(ended(fd, unseen, new Ending.StillOpen()));
        }
        lives.sort(Ledger::compare);
        return new LedgerResult(lives.stream().map(Life::life).toList(), disagreements, peak);
    }

    private Ending unnamedEnding(OpenLife life) {
        SyscallEvent end = lastTableEnd;
        if (end == null) return new Ending.Vanished();
        boolean openedBefore =
                !(life.opening() instanceof Opening.Seen seen) || seen.event().sequence() < end.sequence();
        return openedBefore ? new Ending.Closed(end.atNanos(), end.actor(), end.name()) : new Ending.Vanished();
    }

    private static int compare(Life a, Life b) {
        int byOrder = Integer.compare(a.order(), b.order());
        return byOrder != 0 ? byOrder : a.life().fd().compareTo(b.life().fd());
    }
}
