package dev.ringfence.recording.codec;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.Tid;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.syscall.Errno;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EventWriter} writes. One instance reads one recording. */
final class EventReader {
    private static final Set<String> KINDS = Set.of("syscall", "processStarted", "programExecuted", "processEnded");

    private final StrictJson in;
    private final ValueReader values;
    private final List<Actor> actors = new ArrayList<>();
    private final List<StackTraceElement> frames = new ArrayList<>();

    EventReader(StrictJson in) {
        this.in = in;
        this.values = new ValueReader(in);
    }

    TraceEvent read() {
        in.beginObject();
        String is = in.field("is").oneOf(KINDS, "a kind of event");
        long sequence = in.field("sequence").number();
        long atNanos = in.field("atNanos").number();
        TraceEvent event = switch (is) {
            case "syscall" -> readCall(sequence, atNanos);
            case "processStarted" -> readStarted(sequence, atNanos);
            case "programExecuted" -> readExecuted(sequence, atNanos);
            case "processEnded" -> readEnded(sequence, atNanos);
            default -> throw new IllegalStateException(is);
        };
        in.endObject();
        return event;
    }

    Actor readActor(String field) {
        in.field(field);
        if (in.isNumber()) return in.integerAs(i -> at(actors, i), "a thread that was defined before");
        in.beginObject();
        Actor actor = new Actor(
                new Pid(in.field("process").integer()),
                new Tid(in.field("thread").integer()),
                in.field("name").text(),
                in.field("kind").constant(ActorKind.class));
        in.endObject();
        actors.add(actor);
        return actor;
    }

    // --- Events ---

    private SyscallEvent readCall(long sequence, long atNanos) {
        return new SyscallEvent(
                sequence,
                atNanos,
                readActor("actor"),
                in.field("number").integer(),
                in.field("name").text(),
                in.field("arguments").list(in::number),
                in.optionalText("path"),
                in.optionalText("otherPath"),
                in.optionalText("address"),
                readOutcome(),
                in.isField("inCallNanos")
                        ? Duration.ofNanos(in.field("inCallNanos").number())
                        : null,
                readEffect(),
                readScope(),
                values.readArguments(),
                readStack());
    }

    private ProcessStarted readStarted(long sequence, long atNanos) {
        Actor parent = readActor("parent");
        return new ProcessStarted(
                sequence, atNanos, parent, new Pid(in.field("child").integer()), readScope());
    }

    private ProgramExecuted readExecuted(long sequence, long atNanos) {
        return new ProgramExecuted(
                sequence,
                atNanos,
                new Pid(in.field("process").integer()),
                in.field("program").text(),
                in.field("arguments").list(in::text),
                in.isField("inherited") ? in.field("inherited").list(this::readInherited) : null,
                readScope());
    }

    private Inherited readInherited() {
        in.beginObject();
        Inherited inherited =
                new Inherited(new Fd(in.field("fd").integer()), in.field("link").text());
        in.endObject();
        return inherited;
    }

    private ProcessEnded readEnded(long sequence, long atNanos) {
        return new ProcessEnded(
                sequence,
                atNanos,
                new Pid(in.field("process").integer()),
                in.field("end").text());
    }

    private Scope readScope() {
        return in.field("scope").constant(Scope.class);
    }

    // --- Parts ---

    private Outcome readOutcome() {
        in.field("outcome").beginObject();
        Outcome outcome;
        if (in.isField("returned")) {
            outcome = new Outcome.Returned(in.field("returned").number());
        } else if (in.isField("failed")) {
            int number = in.field("failed").integer();
            outcome = new Outcome.Failed(new Errno(number, in.field("name").text()));
        } else if (in.isField("entryOnly")) {
            in.field("entryOnly").mustBeTrue();
            outcome = new Outcome.EntryOnly();
        } else if (in.isField("neverReturned")) {
            in.field("neverReturned").mustBeTrue();
            outcome = new Outcome.NeverReturned();
        } else {
            throw in.expected("an outcome");
        }
        in.endObject();
        return outcome;
    }

    private static <T> @Nullable T at(List<T> known, long index) {
        return index >= 0 && index < known.size() ? known.get((int) index) : null;
    }

    private FdEffect readEffect() {
        if (!in.isField("effect")) return new FdEffect.None();
        in.field("effect").beginObject();
        FdEffect effect;
        if (in.isField("created")) {
            List<Fd> fds = in.field("created").list(() -> new Fd(in.integer()));
            effect = new FdEffect.Created(fds, in.field("kind").constant(FdKind.class), in.optionalText("target"));
        } else if (in.isField("duplicated")) {
            Fd from = new Fd(in.field("duplicated").integer());
            effect = new FdEffect.Duplicated(from, new Fd(in.field("to").integer()));
        } else if (in.isField("closed")) {
            effect = new FdEffect.Closed(new Fd(in.field("closed").integer()));
        } else if (in.isField("closedFrom")) {
            int first = in.field("closedFrom").integer();
            effect = new FdEffect.ClosedRange(first, in.field("to").integer());
        } else {
            throw in.expected("an effect");
        }
        in.endObject();
        return effect;
    }

    JavaStack readStack() {
        in.field("stack").beginObject();
        JavaStack stack;
        if (in.isField("absent")) {
            stack = new JavaStack.Absent(in.field("absent").text());
        } else {
            stack = new JavaStack.Taken(
                    in.field("threadId").number(),
                    in.field("threadName").text(),
                    in.field("virtual").bool(),
                    in.field("frames").list(this::readFrame));
        }
        in.endObject();
        return stack;
    }

    private StackTraceElement readFrame() {
        if (in.isNumber()) return in.integerAs(i -> at(frames, i), "a stack frame that was defined before");
        in.beginObject();
        StackTraceElement frame = new StackTraceElement(
                in.optionalText("loader"),
                in.optionalText("module"),
                in.optionalText("moduleVersion"),
                in.field("class").text(),
                in.field("method").text(),
                in.optionalText("file"),
                in.field("line").integer());
        in.endObject();
        frames.add(frame);
        return frame;
    }
}
