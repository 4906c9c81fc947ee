package dev.ringfence.recording.codec;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallFacts.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one line of a log. Fields may come in any order behind the first, and those that are not known are passed over. */
final class LogLine {
    private final StrictJson in;
    private final boolean withArguments;
    private @Nullable Integer thread;
    private @Nullable String threadName;
    private final List<Program> programs = new ArrayList<>();
    private @Nullable Abi abi;
    private @Nullable Integer number;
    private @Nullable String name;
    private List<String> arguments = List.of();
    private @Nullable CallEnd end;
    private @Nullable Long nanos;

    private LogLine(StrictJson in, boolean withArguments) {
        this.in = in;
        this.withArguments = withArguments;
    }

    /** Returns the call that a line is about, if it is about one. */
    static Optional<LoggedCall> read(StrictJson in, boolean withArguments) {
        in.beginObject();
        boolean call = in.field("event").text().equals("call");
        LogLine line = new LogLine(in, withArguments);
        while (!in.isEndOfObject()) line.readField(call);
        in.endObject();
        return call ? Optional.of(new LoggedCall(line.parts())) : Optional.empty();
    }

    private void readField(boolean call) {
        String field = in.fieldName();
        switch (call ? field : "") {
            case "tid" -> thread = in.integer();
            case "thread" -> threadName = in.text();
            case "program", "executed" -> programs.add(new Program(in.text(), false));
            case "abi" -> abi = Abi.named(in.text());
            case "number" -> number = in.integer();
            case "name" -> name = in.text();
            case "arguments" -> readArguments();
            case "result" -> end = CallEnd.of(in.number());
            case "unfinished" -> {
                in.mustBeTrue();
                end = new CallEnd.Unfinished();
            }
            case "nanos" -> nanos = in.number();
            default -> in.skip();
        }
    }

    private void readArguments() {
        if (withArguments) arguments = in.list(in::text);
        else in.skip();
    }

    private LoggedCall.Parts parts() {
        return new LoggedCall.Parts(
                required(thread, "tid"),
                threadName,
                programs,
                call(required(abi, "abi"), required(number, "number"), required(name, "name")),
                arguments,
                required(end, "result"),
                nanos);
    }

    /** A number that is not known here may have a name in the log, which was written by a later version. */
    private static Syscall call(Abi abi, int number, String name) {
        SyscallTable table = SyscallTable.of(abi);
        return table.knows(number) ? table.call(number) : new Syscall(abi, number, name, Set.of());
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) throw new RecordingFormatException("field \"" + field + "\" is missing");
        return value;
    }
}
