package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Doubt;
import dev.ringfence.assertions.evidence.Held;
import dev.ringfence.assertions.evidence.KernelPath;
import dev.ringfence.assertions.evidence.Occurrence;
import dev.ringfence.assertions.evidence.OpenFlags;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.assertions.evidence.Step;
import dev.ringfence.assertions.evidence.Step.State;
import dev.ringfence.assertions.evidence.WritingCalls;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a file was replaced: something is written beside it, forced to the device, renamed over it, and the directory is forced
 * to the device. fsync(2): "Calling fsync() does not necessarily ensure that the entry in the directory containing the file
 * has also reached disk. For that an explicit fsync() on a file descriptor for the directory is also needed."
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Replacements {
    private final String path;
    /** The file, and the directory that it is in, by each of their names. */
    private final Set<String> paths;

    private final Set<String> directories;
    private final Map<String, Written> files = new HashMap<>();
    private final List<Replacement> all = new ArrayList<>();
    /** What might have made it durable, and what might have made it not. */
    private final List<Doubt> doubts = new ArrayList<>();

    private final List<Doubt> doubtsOfSuccess = new ArrayList<>();
    private @Nullable Occurrence allForced;
    private @Nullable Occurrence directoryForced;

    /** What is known of one file up to now. */
    private static final class Written {
        private @Nullable Occurrence lastWrite;
        private @Nullable Occurrence lastForced;
        private boolean synchronous = true;
    }

    /** One rename over the file. */
    private static final class Replacement {
        private final Occurrence rename;
        private final String source;
        private final Written content;
        private @Nullable Occurrence lateWrite;
        private @Nullable Occurrence lateForce;
        private @Nullable Occurrence directoryForced;
        private @Nullable Occurrence directoryForcedBefore;

        Replacement(Occurrence rename, String source, Written content) {
            this.rename = rename;
            this.source = source;
            this.content = content;
        }
    }

    private Replacements(List<String> paths) {
        this.path = KernelPath.normal(paths.get(0));
        this.paths = paths.stream().map(KernelPath::normal).collect(Collectors.toUnmodifiableSet());
        this.directories = this.paths.stream()
                .flatMap(each -> KernelPath.parent(each).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns what became of a file.
     *
     * @param paths its absolute paths: as it is asked for, and without symbolic links if that is known
     */
    public static Replacements of(Recording recording, List<String> paths) {
        Replacements replacements = new Replacements(paths);
        SeenCall.each(recording, replacements::see);
        return replacements;
    }

    private void see(SeenCall seen) {
        seen.judgedCall().ifPresent(call -> {
            Answer succeeded = FileCalls.succeeded(call);
            boolean matters = FileCalls.renames(call) || WritingCalls.forces(call) || WritingCalls.writes(call);
            if (!matters || succeeded.isNo()) return;
            if (!succeeded.isYes()) doubts.add(new Doubt(call, succeeded.reason()));
            Occurrence occurrence = new Occurrence(Sighting.of(seen));
            // A write that may have failed is taken for one; nothing else that may have failed helps.
            if (WritingCalls.writes(call)) written(files(seen, call), occurrence, isSynchronous(seen, call));
            else if (succeeded.isYes()) apply(seen, call, occurrence);
            else if (FileCalls.renames(call)) doubtsOfSuccess.add(new Doubt(call, succeeded.reason()));
        });
    }

    private void apply(SeenCall seen, SyscallEvent call, Occurrence occurrence) {
        if (FileCalls.renames(call)) renamed(call, occurrence);
        else if (WritingCalls.forcesAll(call)) forcedAll(occurrence);
        else forced(files(seen, call), occurrence);
    }

    /** Returns the names of the file that a call writes or forces; none for what is not a file, or not known. */
    private List<String> files(SeenCall seen, SyscallEvent call) {
        Held held = WritingCalls.destination(seen, call);
        if (held instanceof Held.Open open) return open.files();
        Doubt doubt = new Doubt(call, "it is not known what its descriptor stood for");
        doubts.add(doubt);
        if (WritingCalls.writes(call)) doubtsOfSuccess.add(doubt);
        return List.of();
    }

    private String directory() {
        return KernelPath.parent(path).orElse("/");
    }

    private static boolean isSynchronous(SeenCall seen, SyscallEvent call) {
        return WritingCalls.destination(seen, call) instanceof Held.Open open
                && open.openedBy()
                        .map(OpenFlags::of)
                        .filter(flags -> flags instanceof OpenFlags.Reading.Known known
                                && known.flags().synchronous())
                        .isPresent();
    }

    private Written content(List<String> names) {
        Written content = names.stream()
                .flatMap(name -> Optional.ofNullable(files.get(name)).stream())
                .findFirst()
                .orElseGet(Written::new);
        names.forEach(name -> files.put(name, content));
        return content;
    }

    private void written(List<String> names, Occurrence write, boolean synchronous) {
        if (names.isEmpty()) return;
        Written content = content(names);
        content.lastWrite = write;
        content.synchronous &= synchronous;
        if (names.stream().anyMatch(paths::contains)) last().ifPresent(replacement -> replacement.lateWrite = write);
    }

    private void forced(List<String> names, Occurrence force) {
        content(names).lastForced = force;
        if (names.stream().anyMatch(paths::contains)) last().ifPresent(replacement -> replacement.lateForce = force);
        if (names.stream().anyMatch(directories::contains)) directoryForced(force);
    }

    private void forcedAll(Occurrence force) {
        files.values().forEach(content -> content.lastForced = force);
        allForced = force;
        directoryForced(force);
    }

    private void directoryForced(Occurrence force) {
        directoryForced = force;
        for (Replacement replacement : all) {
            if (replacement.directoryForced == null && force.follows(replacement.rename))
                replacement.directoryForced = force;
        }
    }

    private Optional<Replacement> last() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private void renamed(SyscallEvent call, Occurrence rename) {
        FileCalls.Place from = FileCalls.named(call);
        FileCalls.Place to = FileCalls.renamedTo(call);
        if (!from.known() || !to.known()) {
            Doubt doubt = new Doubt(call, "its path is not known");
            doubts.add(doubt);
            doubtsOfSuccess.add(doubt);
            return;
        }
        Written content = content(List.of(from.path()));
        files.values().removeIf(content::equals);
        if (content.lastForced == null) content.lastForced = allForced;
        if (!paths.contains(to.path())) {
            files.put(to.path(), content);
            return;
        }
        Replacement replacement = new Replacement(rename, from.path(), content);
        replacement.directoryForcedBefore = directoryForced;
        all.add(replacement);
        paths.forEach(files::remove);
    }

    // --- What came of it ---

    /** Returns what is not known, and might change that {@link #steps} are not all done, or that they are. */
    public List<Doubt> doubts(boolean allDone) {
        return List.copyOf(allDone ? doubtsOfSuccess : doubts);
    }

    /** Returns the steps of the first replacement that is not durable, or of the last one; those of none where there was none. */
    public List<Step> steps() {
        List<Step> steps = stepsOfNone();
        for (Replacement replacement : all) {
            steps = steps(replacement);
            if (!steps.stream().allMatch(Step::isDone)) return steps;
        }
        return steps;
    }

    private List<Step> stepsOfNone() {
        Written inPlace = content(List.copyOf(paths));
        String beside = CodeText.literal(directory().equals("/") ? "/*" : directory() + "/*");
        String here = CodeText.literal(path);
        return List.of(
                new Step("write(" + beside + ")", State.MISSING, null),
                new Step("fsync(" + beside + ")", State.MISSING, null),
                new Step(
                        "rename(" + beside + ", " + here + ")",
                        inPlace.lastWrite == null ? State.MISSING : State.IN_PLACE,
                        sighting(inPlace.lastWrite)),
                new Step("fsync(" + CodeText.literal(directory()) + ")", State.MISSING, null));
    }

    private List<Step> steps(Replacement replacement) {
        String source = CodeText.literal(replacement.source);
        return List.of(
                writeStep(replacement, "write(" + source + ")"),
                forceStep(replacement, "fsync(" + source + ")"),
                new Step(
                        "rename(" + source + ", " + CodeText.literal(path) + ")",
                        State.DONE,
                        replacement.rename.sighting()),
                directoryStep(replacement, "fsync(" + CodeText.literal(directory()) + ")"));
    }

    /** What was written before the window, or through memory, is not seen; it has to be forced all the same. */
    private static Step writeStep(Replacement replacement, String label) {
        Occurrence late = replacement.lateWrite;
        if (late != null) return new Step(label, State.TOO_LATE, late.sighting());
        return new Step(label, State.DONE, sighting(replacement.content.lastWrite));
    }

    private static Step forceStep(Replacement replacement, String label) {
        Occurrence write = replacement.content.lastWrite;
        Occurrence force = replacement.content.lastForced;
        if (write != null && replacement.content.synchronous) return new Step(label, State.DONE, write.sighting());
        boolean afterWrite = force != null && (write == null || force.follows(write));
        if (force != null && afterWrite && replacement.rename.follows(force))
            return new Step(label, State.DONE, force.sighting());
        if (force != null) return new Step(label, State.TOO_EARLY, force.sighting());
        Occurrence late = replacement.lateForce;
        return late == null ? new Step(label, State.MISSING, null) : new Step(label, State.TOO_LATE, late.sighting());
    }

    private static Step directoryStep(Replacement replacement, String label) {
        Occurrence forced = replacement.directoryForced;
        if (forced != null) return new Step(label, State.DONE, forced.sighting());
        Occurrence before = replacement.directoryForcedBefore;
        return before == null
                ? new Step(label, State.MISSING, null)
                : new Step(label, State.TOO_EARLY, before.sighting());
    }

    private static @Nullable Sighting sighting(@Nullable Occurrence occurrence) {
        return occurrence == null ? null : occurrence.sighting();
    }
}
