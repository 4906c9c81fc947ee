package dev.ringfence.assertions.evidence;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The descriptor table of one process. */
final class Table {
    private final TreeMap<Integer, Held> byNumber;

    Table() {
        byNumber = new TreeMap<>();
    }

    /** Copies the table of a parent: fork(2), "each file descriptor in the child refers to the same open file description". */
    Table(Table parent) {
        byNumber = new TreeMap<>();
        // What the parent closed, the child has never had.
        parent.byNumber.forEach((fd, held) -> {
            if (held instanceof Held.Open open) byNumber.put(fd, open.afresh());
        });
    }

    /** Returns the table of a program that begins, with what is known of it from before. */
    static Table of(List<Inherited> inherited, @Nullable Table before) {
        Table table = new Table();
        for (Inherited each : inherited) {
            int fd = each.fd().value();
            if (before != null && before.held(fd) instanceof Held.Open open) table.byNumber.put(fd, open.afresh());
            else table.before(fd, each.link());
        }
        return table;
    }

    Held held(int fd) {
        return Objects.requireNonNullElse(byNumber.get(fd), new Held.Never());
    }

    void before(int fd, String link) {
        List<String> files = KernelPath.isFile(link) ? List.of(KernelPath.normal(link)) : List.of();
        byNumber.put(fd, new Held.Open(FdKind.OTHER, files, null));
    }

    /** The kernel gives a number that the program closed to the next who opens: a compiler's thread must not hide the close. */
    void open(int fd, Held.Open open) {
        Held.Closed closed = closedByProgram(fd);
        byNumber.put(fd, closed != null && open.isRuntimes() ? open.after(closed) : open);
    }

    private Held.@Nullable Closed closedByProgram(int fd) {
        Held held = held(fd);
        if (held instanceof Held.Open open) return open.before();
        return held instanceof Held.Closed closed && !closed.was().isRuntimes() ? closed : null;
    }

    void copy(FdEffect.Duplicated copied, SyscallEvent call) {
        Held.Open copy = held(copied.from().value()) instanceof Held.Open source
                ? new Held.Open(source.kind(), source.files(), call)
                : new Held.Open(FdKind.OTHER, List.of(), call);
        open(copied.to().value(), copy);
    }

    /**
     * Closing what is not open fails with EBADF and changes nothing. Where the virtual machine had opened the number, what the
     * program had closed before is what stands there again.
     */
    void close(int fd, SyscallEvent call) {
        if (!(held(fd) instanceof Held.Open open)) return;
        byNumber.put(fd, Objects.requireNonNullElseGet(open.before(), () -> new Held.Closed(open, call)));
    }

    void closeRange(FdEffect.ClosedRange range, SyscallEvent call) {
        openIn(range.first(), range.last()).forEach(fd -> close(fd, call));
    }

    /** Returns the numbers from the first to the last that are open, ascending. */
    List<Integer> openIn(int first, int last) {
        return byNumber.subMap(first, true, last, true).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Held.Open)
                .map(Map.Entry::getKey)
                .toList();
    }

    void rename(String from, String to) {
        byNumber.replaceAll((fd, held) -> held instanceof Held.Open open ? open.renamed(from, to) : held);
    }
}
