package dev.ringfence.assertions;

import dev.ringfence.event.Actor;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.text.EventText;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import java.util.stream.Collectors;
import org.assertj.core.presentation.StandardRepresentation;

/** How AssertJ's own messages show the values of Ringfence: each in one line, where a record's own text has hundreds. */
final class RingfenceRepresentation {
    private static final int FRAMES = 3;

    private RingfenceRepresentation() {}

    /** Registers them with AssertJ, for this JVM. Nothing else is shown in another way, and nothing is printed. */
    static void register() {
        StandardRepresentation.registerFormatterForType(Recording.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(Completeness.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(Completeness.Gap.class, Completeness.Gap::text);
        StandardRepresentation.registerFormatterForType(CallCount.class, RingfenceRepresentation::of);
        registerEvents();
        registerDescriptors();
    }

    private static void registerEvents() {
        StandardRepresentation.registerFormatterForType(SyscallEvent.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(ProcessStarted.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(ProgramExecuted.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(ProcessEnded.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(Actor.class, Actor::describe);
        StandardRepresentation.registerFormatterForType(Outcome.Returned.class, outcome -> "= " + outcome.value());
        StandardRepresentation.registerFormatterForType(
                Outcome.Failed.class, outcome -> "= -1 " + outcome.errno().name());
        StandardRepresentation.registerFormatterForType(Outcome.EntryOnly.class, outcome -> "exit not watched");
        StandardRepresentation.registerFormatterForType(Outcome.NeverReturned.class, outcome -> "= ?");
        StandardRepresentation.registerFormatterForType(
                FdEffect.Created.class,
                effect -> "makes " + effect.kind().noun() + " " + effect.fds()
                        + effect.file().map(file -> " " + file).orElse(""));
        StandardRepresentation.registerFormatterForType(
                FdEffect.Duplicated.class, effect -> "copies fd " + effect.from() + " to fd " + effect.to());
        StandardRepresentation.registerFormatterForType(FdEffect.Closed.class, effect -> "closes fd " + effect.fd());
        StandardRepresentation.registerFormatterForType(
                FdEffect.ClosedRange.class, effect -> "closes fd " + effect.first() + " to " + effect.last());
        StandardRepresentation.registerFormatterForType(FdEffect.None.class, effect -> "leaves descriptors alone");
        StandardRepresentation.registerFormatterForType(JavaStack.Taken.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(
                JavaStack.Absent.class, stack -> "no Java stack: " + stack.reason());
    }

    private static void registerDescriptors() {
        StandardRepresentation.registerFormatterForType(Descriptor.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(DescriptorLife.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(FdTarget.class, FdTarget::description);
        StandardRepresentation.registerFormatterForType(FdSnapshot.class, RingfenceRepresentation::of);
        StandardRepresentation.registerFormatterForType(Site.class, Site::label);
    }

    // --- Recordings ---

    private static String of(Recording recording) {
        long spilled = recording.spill().map(spill -> spill.count()).orElse(0L);
        int left = recording.leftOpen().size();
        int gaps = recording.completeness().gaps().size();
        return "the recording of " + recording.name() + ": "
                + counted(recording.events().size() + spilled, "event")
                + ", " + counted(recording.descriptors().size(), "descriptor")
                + (left == 0 ? "" : ", " + left + " left open")
                + (gaps == 0 ? "" : ", " + counted(gaps, "gap"));
    }

    private static String of(Completeness completeness) {
        if (completeness.isComplete()) return "complete";
        return completeness.gaps().stream().map(Completeness.Gap::text).collect(Collectors.joining("; "));
    }

    private static String of(CallCount count) {
        return count.name() + " " + count.calls() + (count.failures() == 0 ? "" : ", " + count.failures() + " failed")
                + " (" + count.scope() + ")";
    }

    // --- Events ---

    private static String of(TraceEvent event) {
        return EventText.who(event) + "  " + EventText.what(event);
    }

    private static String of(JavaStack.Taken stack) {
        String frames = stack.frames().stream()
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" \u2190 "));
        return "\"" + stack.threadName() + "\" at " + frames + (stack.frames().size() > FRAMES ? " \u2190 …" : "");
    }

    // --- Descriptors ---

    private static String of(Descriptor descriptor) {
        return of(descriptor.life())
                + descriptor.target().map(target -> ": " + target.description()).orElse("");
    }

    private static String of(DescriptorLife life) {
        return "fd " + life.fd() + " (" + life.kind().noun() + "), " + of(life.opening()) + ", " + of(life.ending());
    }

    private static String of(Opening opening) {
        if (opening instanceof Opening.Seen seen)
            return seen.event().name() + " by " + seen.event().actor().describe();
        return opening instanceof Opening.Before ? "open before" : "opened unseen";
    }

    private static String of(Ending ending) {
        if (ending instanceof Ending.Closed closed)
            return "closed by " + closed.by().describe();
        return ending instanceof Ending.StillOpen ? "still open" : "closed unseen";
    }

    private static String of(FdSnapshot snapshot) {
        return counted(snapshot.targets().size(), "descriptor");
    }

    private static String counted(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun + "s");
    }
}
