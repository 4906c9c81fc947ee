package dev.ringfence.assertions.rule;

import dev.ringfence.Families;
import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallAddresses;
import dev.ringfence.assertions.evidence.Directories;
import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.KernelPath;
import dev.ringfence.assertions.evidence.Observing;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.assertions.evidence.OpenFlags;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.assertions.rule.FileCalls.Place;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.SyscallEvent;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** What a window must not do to files. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FileRules {
    private static final String UNKNOWN_PATH = "its path is not known";
    private static final Set<String> DENIALS = Set.of("EACCES", "EPERM", "EROFS");
    private static final String NOWHERE = "/dev/null";

    private FileRules() {}

    /** Returns the rule that only what is below these directories is opened for reading. */
    public static Rule readsOnlyUnder(Directories directories) {
        return Rule.expecting("to read only under " + directories)
                .value(directories.toString())
                .found("1 file elsewhere was opened for reading", "files elsewhere were opened for reading")
                .telling("what %s read")
                .observing(FileCalls.OPENING)
                .aboutCalls()
                .by(() -> (seen, found) -> seen.judgedCall().ifPresent(call -> read(call, directories, found)));
    }

    private static void read(SyscallEvent call, Directories directories, Findings.Collector found) {
        OpenFlags.Reading flags = OpenFlags.of(call);
        if (flags instanceof OpenFlags.Reading.None) return;
        Answer reads = flags instanceof OpenFlags.Reading.Known known
                ? Answer.of(known.flags().read())
                : Answer.unknown("its flags could not be read");
        Answer succeeded = FileCalls.succeeded(call);
        if (reads.isNo() || succeeded.isNo()) return;
        Place place = FileCalls.opened(call);
        found.judge(reads.and(succeeded).and(isOutside(place, directories)), offence(call, place));
    }

    /**
     * Returns the rule that only what is below these directories is opened for writing, made, renamed, removed or cut.
     * What is written to {@code /dev/null} is not written anywhere.
     */
    public static Rule writesOnlyUnder(Directories directories) {
        return Rule.expecting("to write only under " + directories)
                .value(directories.toString())
                .found("1 file elsewhere was changed", "files elsewhere were changed")
                .telling("what %s wrote")
                .observing(FileCalls.CHANGING)
                .aboutCalls()
                .by(() -> (seen, found) -> seen.judgedCall().ifPresent(call -> written(call, directories, found)));
    }

    private static void written(SyscallEvent call, Directories directories, Findings.Collector found) {
        for (Place place : FileCalls.changes(call)) {
            if (place.path().equals(NOWHERE)) continue;
            Answer answer =
                    FileCalls.flagsAreKnown(call).and(FileCalls.succeeded(call)).and(isOutside(place, directories));
            found.judge(answer, offence(call, place));
            if (!answer.isNo()) return;
        }
    }

    private static Answer isOutside(Place place, Directories directories) {
        return isKnown(place).and(Answer.of(!place.known() || !directories.contain(place.path())));
    }

    static Answer isKnown(Place place) {
        return place.known() ? Answer.YES : Answer.unknown(UNKNOWN_PATH);
    }

    /** Returns the rule that no file or directory that is made below these directories stays there. */
    public static Rule leavesNothingUnder(Directories directories, boolean temporary) {
        String expectation = temporary ? "to leave no temporary file behind" : "to leave no file under " + directories;
        return Rule.expecting(expectation)
                .found("1 was left", "were left")
                .telling(temporary ? "whether %s left temporary files behind" : "which files %s left behind")
                .observing(FileCalls.CHANGING)
                .aboutCalls()
                .by(() -> new LeftFiles(directories, temporary));
    }

    /** Returns the rule that each file is opened at most so often. */
    public static Rule opensEachFileAtMost(long times) {
        if (times < 1) throw new IllegalArgumentException("a number of openings must be positive but was " + times);
        return Rule.expecting("to open each file at most " + times(times))
                .found("1 file was opened more often", "files were opened more often")
                .telling("how often %s opened each file")
                .observing(FileCalls.OPENING)
                .aboutCalls()
                .by(() -> new OftenOpened(times));
    }

    static String times(long number) {
        return number == 1 ? "once" : number + " times";
    }

    /** Returns the rule that files are read in chunks of at least so many bytes, but for their last one. */
    public static Rule readsInChunksOfAtLeast(long bytes) {
        if (bytes < 1) throw new IllegalArgumentException("a number of bytes must be positive but was " + bytes);
        return Rule.expecting("to read files in chunks of at least " + bytes + " bytes")
                .found("1 read asked for less", "reads asked for less")
                .telling("in what chunks %s read files")
                .observing(Observing.families(Families.reads()))
                .aboutCalls()
                .by(() -> new SmallReads(bytes));
    }

    /** Returns the rule that nothing that opens, makes, renames or removes a file is refused. */
    public static Rule deniedNothing() {
        return Rule.expecting("to be denied nothing")
                .found("1 call was denied", "calls were denied")
                .telling("whether %s was denied something")
                .observing(FileCalls.CHANGING)
                .aboutCalls()
                .by(() -> FileRules::denied);
    }

    private static void denied(SeenCall seen, Findings.Collector found) {
        seen.judgedCall()
                .filter(call -> FileCalls.CHANGING.names().contains(call.name()))
                .ifPresent(call -> {
                    String about = call.path().or(() -> CallAddresses.of(call)).orElse(call.name());
                    Answer denied = call.outcome() instanceof Outcome.EntryOnly
                            ? Answer.NOT_WATCHED
                            : Answer.of(call.outcome() instanceof Outcome.Failed failed
                                    && DENIALS.contains(failed.errno().name()));
                    found.judge(denied, new Offence(Sighting.of(call), List.of(KernelPath.normal(about))));
                });
    }

    static Offence offence(SyscallEvent call, Place place) {
        return new Offence(Sighting.of(call), place.names());
    }
}
