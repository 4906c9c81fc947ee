package dev.ringfence.recording.codec;

import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.expression.ArgumentRoles;
import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallFacts;
import dev.ringfence.syscall.expression.CannotTellException;
import dev.ringfence.syscall.expression.PathText;
import dev.ringfence.syscall.value.DescriptorText;
import dev.ringfence.syscall.value.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One call of a log of {@code ringfence trace --json}, and what expressions may ask about it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LoggedCall implements CallFacts {
    private static final int EBADF = 9;

    private final Parts parts;
    private final ArgumentRoles roles;

    /** What a line says. */
    record Parts(
            int thread,
            @Nullable String threadName,
            List<Program> programs,
            Syscall call,
            List<String> arguments,
            CallEnd end,
            @Nullable Long nanos) {}

    LoggedCall(Parts parts) {
        this.parts = parts;
        this.roles = ArgumentRoles.of(parts.call());
    }

    /** Returns how long it took, if it has returned. */
    public OptionalLong nanos() {
        Long nanos = parts.nanos();
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    @Override
    public Syscall call() {
        return parts.call();
    }

    @Override
    public CallEnd end() {
        return parts.end();
    }

    // --- Threads ---

    @Override
    public int thread() {
        return parts.thread();
    }

    @Override
    public boolean anyThreadName(Predicate<String> wanted) {
        String name = parts.threadName();
        if (name == null)
            throw new CannotTellException("the name of thread " + thread() + ", which the log does not have");
        return wanted.test(name);
    }

    @Override
    public List<Program> programs() {
        if (parts.programs().isEmpty())
            throw new CannotTellException(
                    "which program thread " + thread() + " executes, which the log does not have");
        return parts.programs();
    }

    // --- Descriptors ---

    @Override
    public boolean anyDescriptor(IntPredicate wanted) {
        return anyListed(descriptor -> wanted.test(descriptor.fd())) || (roles.range() && anyInRange(wanted));
    }

    private boolean anyInRange(IntPredicate wanted) {
        Optional<DescriptorText> first = DescriptorText.of(argument(0));
        if (first.isEmpty()) return false;
        // An end beyond every int is "to the end".
        int last = DescriptorText.of(argument(1)).map(DescriptorText::fd).orElse(Integer.MAX_VALUE);
        return ArgumentRoles.anyInRange(first.get().fd(), last, wanted);
    }

    private boolean anyListed(Predicate<DescriptorText> wanted) {
        Predicate<DescriptorText> open = descriptor -> descriptor.fd() >= 0 && wanted.test(descriptor);
        return roles.descriptors().stream()
                        .anyMatch(position -> DescriptorText.of(argument(position))
                                .filter(open)
                                .isPresent())
                || roles.polls().stream().anyMatch(poll -> anyPolled(argument(poll.array()), open))
                || roles.sets().stream()
                        .anyMatch(position -> DescriptorText.ofSet(argument(position)).stream()
                                .anyMatch(open));
    }

    private boolean anyPolled(String array, Predicate<DescriptorText> wanted) {
        if (DescriptorText.ofPoll(array).stream().anyMatch(wanted)) return true;
        if (!array.endsWith("...]")) return false;
        throw new CannotTellException("which descriptors " + call().name() + " of thread " + thread()
                + " takes: the log has not all of them; trace with -v");
    }

    private String argument(int position) {
        return position < parts.arguments().size() ? parts.arguments().get(position) : "";
    }

    // --- Paths ---

    @Override
    public boolean anyPath(Predicate<String> wanted) {
        return roles.paths().stream().anyMatch(role -> isNamed(role, wanted))
                || anyListed(descriptor -> isOf(descriptor, wanted));
    }

    private boolean isNamed(ArgumentRoles.PathRole role, Predicate<String> wanted) {
        String path =
                ValueText.string(argument(role.path())).map(LoggedCall::text).orElse("");
        if (path.isEmpty()) return false;
        if (wanted.test(path)) return true;
        if (path.startsWith("/")) return wanted.test(PathText.normal(path));
        Integer position = role.directory();
        Optional<String> directory = position == null
                ? Optional.empty()
                : DescriptorText.of(argument(position)).flatMap(DescriptorText::target);
        return wanted.test(PathText.resolved(
                directory
                        .map(LoggedCall::text)
                        .orElseThrow(() -> new CannotTellException("where " + path + " is, which " + call().name()
                                + " of thread " + thread() + " names: the log does not have its directory"
                                + (position == null ? "" : "; trace with -y"))),
                path));
    }

    private boolean isOf(DescriptorText descriptor, Predicate<String> wanted) {
        if (descriptor.target().isPresent())
            return wanted.test(text(descriptor.target().get()));
        if (end() instanceof CallEnd.Failed failed && failed.errno() == EBADF) return false;
        throw new CannotTellException("what descriptor " + descriptor.fd() + " is that thread " + thread()
                + " gives to " + call().name() + "; trace with -y");
    }

    private static String text(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
