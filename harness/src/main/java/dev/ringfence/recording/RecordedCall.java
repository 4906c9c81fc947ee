package dev.ringfence.recording;

import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.expression.ArgumentRoles;
import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallFacts;
import dev.ringfence.syscall.expression.CannotTellException;
import dev.ringfence.syscall.expression.PathText;
import dev.ringfence.syscall.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What expressions may ask about one call of a recording. */
final class RecordedCall implements CallFacts {
    private static final long LOW_32 = 0xffffffffL;

    private final SyscallEvent event;
    private final KnownProcess process;
    private final Set<String> threadNames;
    private final List<String> gaps;
    private final Syscall call;
    private final ArgumentRoles roles;

    RecordedCall(SyscallEvent event, KnownProcess process, Set<String> threadNames, List<String> gaps) {
        this.event = event;
        this.process = process;
        this.threadNames = threadNames;
        this.gaps = gaps;
        this.call = CallNames.call(event.name());
        this.roles = ArgumentRoles.of(call);
    }

    @Override
    public Syscall call() {
        return call;
    }

    @Override
    public CallEnd end() {
        return end(event.outcome());
    }

    private static CallEnd end(Outcome outcome) {
        if (outcome instanceof Outcome.Returned) return new CallEnd.Returned();
        if (outcome instanceof Outcome.Failed failed)
            return new CallEnd.Failed(failed.errno().number());
        return outcome instanceof Outcome.NeverReturned ? new CallEnd.Unfinished() : new CallEnd.Unavailable();
    }

    // --- Threads ---

    @Override
    public int thread() {
        return event.actor().thread().value();
    }

    @Override
    public boolean anyThreadName(Predicate<String> wanted) {
        return threadNames.stream().anyMatch(wanted);
    }

    @Override
    public List<Program> programs() {
        Program program = process.program();
        if (program != null) return List.of(program);
        throw new CannotTellException("which program process " + event.actor().process() + " (\""
                + event.actor().name() + "\") executes, because the recording has not seen it begin");
    }

    // --- Descriptors ---

    @Override
    public boolean anyDescriptor(IntPredicate wanted) {
        boolean inRange = roles.range() && ArgumentRoles.anyInRange(register(0) & LOW_32, register(1) & LOW_32, wanted);
        return inRange || anyListed(wanted);
    }

    private boolean anyListed(IntPredicate wanted) {
        IntPredicate open = fd -> fd >= 0 && wanted.test(fd);
        return roles.descriptors().stream().anyMatch(position -> open.test((int) register(position)))
                || roles.polls().stream().anyMatch(poll -> anyIn(decoded(poll.array()), open))
                || roles.sets().stream()
                        .filter(position -> register(position) != 0)
                        .anyMatch(position -> anyIn(decoded(position), open));
    }

    private long register(int position) {
        return position < event.arguments().size() ? event.arguments().get(position) : 0;
    }

    private Optional<Value> decoded(int position) {
        return position < event.decoded().size()
                ? Optional.of(event.decoded().get(position).value())
                : Optional.empty();
    }

    /** An array or a set that could not be read has no members: the kernel cannot read it either. */
    private boolean anyIn(Optional<Value> decoded, IntPredicate wanted) {
        Value value = decoded.orElseThrow(() -> new CannotTellException("which descriptors " + event.name() + " (event "
                + event.sequence() + ") takes, because its arguments were not decoded"));
        if (value instanceof Value.MemberSet set) return set.members().stream().anyMatch(fd -> wanted.test(number(fd)));
        if (!(value instanceof Value.Sequence array)) return false;
        if (array.elements().stream().anyMatch(element -> isEntryOf(element, wanted))) return true;
        if (!array.cut()) return false;
        throw new CannotTellException("which descriptors " + event.name() + " (event " + event.sequence()
                + ") takes, beyond the first " + array.elements().size());
    }

    private static boolean isEntryOf(Value element, IntPredicate wanted) {
        return element instanceof Value.Struct entry
                && entry.fields().get(0).value() instanceof Value.Descriptor descriptor
                && wanted.test(descriptor.fd());
    }

    private static int number(String fd) {
        return KernelText.line("set of descriptors", fd).decimalInt(fd, "descriptor");
    }

    // --- Paths ---

    @Override
    public boolean anyPath(Predicate<String> wanted) {
        if (isNamed(event.pathArgument(), wanted) || isNamed(event.otherPath(), wanted)) return true;
        for (ArgumentRoles.PathRole role : roles.paths()) {
            if (isNamedIn(role, wanted)) return true;
        }
        return anyListed(fd -> isOf(fd, wanted));
    }

    private static boolean isNamed(@Nullable String path, Predicate<String> wanted) {
        return path != null && (wanted.test(path) || (path.startsWith("/") && wanted.test(PathText.normal(path))));
    }

    /** Where the event has a path, it has all that are relative. */
    private boolean isNamedIn(ArgumentRoles.PathRole role, Predicate<String> wanted) {
        if (decoded(role.path()).orElse(null) instanceof Value.Text text) {
            String path = new String(text.latin1().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (path.isEmpty()) return false;
            if (path.startsWith("/") || event.pathArgument() != null) return isNamed(path, wanted);
            throw new CannotTellException("where " + path + " is, which " + event.name() + " (event " + event.sequence()
                    + ") names, because its directory was not read");
        }
        if (decoded(role.path()).isPresent() || event.pathArgument() != null) return false;
        throw new CannotTellException("which path " + event.name() + " (event " + event.sequence()
                + ") names, because its arguments were not decoded");
    }

    private boolean isOf(int fd, Predicate<String> wanted) {
        if (!gaps.isEmpty())
            throw new CannotTellException("what descriptor " + fd + " is in " + event.name() + " (event "
                    + event.sequence() + "): " + gaps.get(0));
        KnownProcess.Target target = process.target(fd);
        if (target instanceof KnownProcess.Named named)
            return wanted.test(named.name()) || wanted.test(PathText.undeleted(named.name()));
        if (target instanceof KnownProcess.None) return false;
        throw new CannotTellException("what descriptor " + fd + " is that process "
                + event.actor().process() + " (\"" + event.actor().name() + "\") gives to " + event.name() + " (event "
                + event.sequence() + "), because the recording has not seen it made");
    }
}
