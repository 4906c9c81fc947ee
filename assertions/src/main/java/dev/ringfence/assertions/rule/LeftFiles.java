package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.Directories;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.KernelPath;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.rule.FileCalls.Place;
import dev.ringfence.event.SyscallEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files and directories that were made and neither removed nor renamed to elsewhere. */
final class LeftFiles implements Watcher {
    /** What is below a directory of {@code @TempDir} that was there before is JUnit's to remove. */
    private static final Pattern JUNIT = Pattern.compile("(/.*)?/junit-?[0-9]+/.*");

    private final Directories directories;
    private final boolean temporary;
    private final Map<String, Made> made = new LinkedHashMap<>();
    private final List<String> madeDirectories = new ArrayList<>();
    private boolean uncertainRemoval;

    /** Something that was made: by which event, and under which other name. */
    private record Made(SyscallEvent event, Place place) {
        Optional<String> nameWithin(String directory) {
            return place.names().stream()
                    .filter(name -> KernelPath.isWithin(directory, name))
                    .findFirst();
        }
    }

    LeftFiles(Directories directories, boolean temporary) {
        this.directories = directories;
        this.temporary = temporary;
    }

    @Override
    public void see(SeenCall seen, Findings.Collector found) {
        seen.call().ifPresent(call -> {
            if (FileCalls.renames(call)) rename(call, found);
            else if (FileCalls.removes(call)) remove(call);
            else if (call.scope().isJudged()) FileCalls.makes(call).ifPresent(place -> make(call, place, found));
        });
    }

    private void make(SyscallEvent call, Place place, Findings.Collector found) {
        if (FileCalls.succeeded(call).isNo()) return;
        Answer certain = FileCalls.succeeded(call).and(FileRules.isKnown(place));
        if (!certain.isYes()) {
            found.judge(certain, FileRules.offence(call, place));
            return;
        }
        if (!concerns(place)) return;
        made.put(place.path(), new Made(call, place));
        if (call.name().startsWith("mkdir")) madeDirectories.add(place.path());
    }

    private boolean concerns(Place place) {
        if (place.names().stream().noneMatch(directories::contain)) return false;
        if (!temporary
                || place.names().stream().noneMatch(name -> JUNIT.matcher(name).matches())) return true;
        return madeDirectories.stream().anyMatch(directory -> KernelPath.isWithin(directory, place.path()));
    }

    /** Whoever removes it, it is gone. */
    private void remove(SyscallEvent call) {
        if (FileCalls.succeeded(call).isNo()) return;
        Place place = FileCalls.named(call);
        if (!place.known() || !FileCalls.succeeded(call).isYes()) {
            uncertainRemoval = true;
            return;
        }
        made.values().removeIf(each -> each.place().names().contains(place.path()));
    }

    private void rename(SyscallEvent call, Findings.Collector found) {
        if (FileCalls.succeeded(call).isNo()) return;
        Place from = FileCalls.named(call);
        Place to = FileCalls.renamedTo(call);
        if (!from.known() || !to.known() || !FileCalls.succeeded(call).isYes()) {
            uncertainRemoval = true;
            return;
        }
        Map<String, Made> moved = new LinkedHashMap<>();
        made.values().removeIf(each -> {
            Optional<String> inside = each.nameWithin(from.path());
            inside.map(name -> to.path() + name.substring(from.path().length()))
                    .ifPresent(name -> moved.put(name, new Made(each.event(), Place.of(name))));
            return inside.isPresent();
        });
        made.remove(to.path());
        moved.forEach((path, each) -> {
            if (concerns(each.place())) made.put(path, each);
        });
        boolean cameFromElsewhere = moved.isEmpty() && !directories.contain(from.path());
        if (cameFromElsewhere && call.scope().isJudged()) make(call, to, found);
    }

    @Override
    public void end(Findings.Collector found) {
        for (Made each : made.values()) {
            if (uncertainRemoval)
                found.doubt(each.event(), "something was removed or renamed of which the path is not known");
            // What is opened with flags that could not be read may have been there.
            else found.judge(FileCalls.flagsAreKnown(each.event()), FileRules.offence(each.event(), each.place()));
        }
    }
}
