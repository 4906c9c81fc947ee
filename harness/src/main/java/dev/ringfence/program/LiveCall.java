package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.expression.ArgumentRoles;
import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallFacts;
import dev.ringfence.syscall.expression.PathText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can be asked about the call that a stopped thread is entering. What is gone meanwhile is not there. */
final class LiveCall implements CallFacts {
    private static final int AT_FDCWD = -100;
    /** PATH_MAX of linux/limits.h. */
    private static final int PATH_MAX = 4096;
    /** struct pollfd: int fd, short events, short revents. */
    private static final int POLLFD = 8;
    /** No process has more descriptors by default. */
    private static final int MOST = 1 << 20;

    private static final long LOW_32 = 0xffffffffL;

    private final ThreadView view;
    private final ThreadFacts threads;
    private final byte[] path = new byte[PATH_MAX];
    private @Nullable Tracee tracee;
    private @Nullable Syscall call;
    private @Nullable SyscallInfo info;
    private ArgumentRoles roles = ArgumentRoles.NONE;

    LiveCall(ThreadView view, ThreadFacts threads) {
        this.view = view;
        this.threads = threads;
    }

    /** Turns to another call. */
    LiveCall at(Tracee thread, Syscall entered, SyscallInfo entry) {
        tracee = thread;
        call = entered;
        info = entry;
        roles = ArgumentRoles.of(entered);
        view.of(thread.tid, 0);
        return this;
    }

    @Override
    public Syscall call() {
        return Objects.requireNonNull(call);
    }

    @Override
    public CallEnd end() {
        throw new IllegalStateException("the call has not ended");
    }

    // --- Threads ---

    @Override
    public int thread() {
        return thisThread().tid;
    }

    @Override
    public boolean anyThreadName(Predicate<String> wanted) {
        String name = threads.name(thisThread());
        return name != null && wanted.test(name);
    }

    @Override
    public List<Program> programs() {
        return threads.programs(thisThread()).stream()
                .map(program -> new Program(program, false))
                .toList();
    }

    private Tracee thisThread() {
        return Objects.requireNonNull(tracee);
    }

    // --- Descriptors ---

    @Override
    public boolean anyDescriptor(IntPredicate wanted) {
        return anyListed(wanted)
                || (roles.range() && ArgumentRoles.anyInRange(register(0) & LOW_32, register(1) & LOW_32, wanted));
    }

    private boolean anyListed(IntPredicate wanted) {
        IntPredicate open = fd -> fd >= 0 && wanted.test(fd);
        return roles.descriptors().stream().anyMatch(position -> open.test((int) register(position)))
                || roles.polls().stream().anyMatch(poll -> anyPolled(poll, open))
                || roles.sets().stream().anyMatch(position -> anyInSet(register(position), open));
    }

    private boolean anyPolled(ArgumentRoles.PollRole poll, IntPredicate wanted) {
        int count = (int) Math.min(register(poll.count()) & LOW_32, MOST);
        ByteBuffer entries = read(register(poll.array()), count * POLLFD);
        for (int at = 0; at + POLLFD <= entries.limit(); at += POLLFD) {
            if (wanted.test(entries.getInt(at))) return true;
        }
        return false;
    }

    private boolean anyInSet(long address, IntPredicate wanted) {
        int count = Math.min((int) register(0), MOST);
        if (address == 0 || count <= 0) return false;
        ByteBuffer bits = read(address, (count + 7) / 8);
        for (int fd = 0; fd < Math.min(count, bits.limit() * 8); fd++) {
            if ((bits.get(fd / 8) >> fd % 8 & 1) != 0 && wanted.test(fd)) return true;
        }
        return false;
    }

    private ByteBuffer read(long address, int length) {
        byte[] bytes = new byte[length];
        int count = length == 0 ? 0 : view.read(address, bytes, length);
        return ByteBuffer.wrap(bytes, 0, count).order(ByteOrder.nativeOrder());
    }

    // --- Paths ---

    @Override
    public boolean anyPath(Predicate<String> wanted) {
        return roles.paths().stream().anyMatch(role -> isNamed(role, wanted)) || anyListed(fd -> isOf(fd, wanted));
    }

    private boolean isNamed(ArgumentRoles.PathRole role, Predicate<String> wanted) {
        String given = string(register(role.path()));
        if (given.isEmpty()) return false;
        if (wanted.test(given)) return true;
        String directory = given.startsWith("/") ? "" : directory(role);
        return directory != null && wanted.test(PathText.resolved(directory, given));
    }

    private @Nullable String directory(ArgumentRoles.PathRole role) {
        int fd = role.directory() == null ? AT_FDCWD : (int) register(role.directory());
        if (fd == AT_FDCWD) return text(view.currentDirectory());
        return fd < 0 ? null : text(view.descriptor(fd));
    }

    private boolean isOf(int fd, Predicate<String> wanted) {
        String link = text(view.descriptor(fd));
        return link != null && (wanted.test(link) || wanted.test(PathText.undeleted(link)));
    }

    private String string(long address) {
        int count = view.read(address, path, PATH_MAX);
        int end = 0;
        while (end < count && path[end] != 0) end++;
        return new String(path, 0, end, StandardCharsets.UTF_8);
    }

    /** Paths of a view are bytes, each of which is one character. */
    private static @Nullable String text(@Nullable String latin1) {
        return latin1 == null ? null : new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private long register(int position) {
        return Objects.requireNonNull(info).argument(position);
    }
}
