package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.hotspot.DumpedFrame;
import dev.ringfence.hotspot.JavaFrames;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.decode.Decoder;
import dev.ringfence.syscall.decode.Result;
import dev.ringfence.syscall.decode.SignalText;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Writes each event as one JSON object (RFC 8259) on a line of its own. */
final class JsonWriter implements Events {
    private static final int ARGUMENTS = 6;
    private static final int FIRST_PRINTABLE = 0x20;

    private final Decoder decoder;
    private final ThreadView view;
    private final ThreadFacts threads;
    private final Sheets sheets;
    private final StatusFilter statuses;

    JsonWriter(Decoder decoder, ThreadView view, ThreadFacts threads, Sheets sheets, StatusFilter statuses) {
        this.decoder = decoder;
        this.view = view;
        this.threads = threads;
        this.sheets = sheets;
        this.statuses = statuses;
    }

    @Override
    public void entered(Tracee tracee, SyscallInfo info) {
        long[] registers = new long[ARGUMENTS];
        for (int i = 0; i < ARGUMENTS; i++) registers[i] = info.argument(i);
        Syscall call = Objects.requireNonNull(tracee.call);
        tracee.entered = decoder.entered(call, registers, view.of(tracee.tid, info.stackPointer()));
        tracee.leader = thread(tracee);
        tracee.enteredAt = Instant.now();
        tracee.enteredNanos = System.nanoTime();
    }

    @Override
    public void left(Tracee tracee, long result) {
        long duration = System.nanoTime() - tracee.enteredNanos;
        if (!statuses.shows(result)) return;
        view.of(tracee.tid, 0);
        Decoder.Left left = Objects.requireNonNull(tracee.entered).left(result);
        StringBuilder out = call(tracee);
        String separator = "";
        for (Value argument : left.arguments()) {
            quote(out.append(separator), ValueText.of(argument));
            separator = ",";
        }
        out.append("],\"result\":").append(result);
        result(out, left.result());
        out.append(",\"nanos\":").append(duration);
        frames(out, tracee);
        out.append('}');
        end(tracee);
    }

    private StringBuilder call(Tracee tracee) {
        Syscall call = Objects.requireNonNull(tracee.call);
        Instant at = Objects.requireNonNull(tracee.enteredAt);
        StringBuilder out = begin(tracee, "call");
        out.append(Objects.requireNonNull(tracee.leader));
        out.append(",\"start\":\"").append(at).append("\",\"monotonic\":").append(tracee.enteredNanos);
        out.append(",\"abi\":\"").append(call.abi()).append("\",\"number\":").append(call.number());
        return out.append(",\"name\":\"").append(call.name()).append("\",\"arguments\":[");
    }

    /** What is not known is left out, and the name by which the program was executed where that is its file's. */
    private String thread(Tracee tracee) {
        StringBuilder out = new StringBuilder();
        String name = threads.name(tracee);
        if (name != null) quote(out.append(",\"thread\":"), name);
        List<String> programs = threads.programs(tracee);
        if (!programs.isEmpty()) quote(out.append(",\"program\":"), programs.get(0));
        if (programs.size() > 1) quote(out.append(",\"executed\":"), programs.get(1));
        return out.toString();
    }

    private static void result(StringBuilder out, Result result) {
        if (result.errno() != null) quote(out.append(",\"errno\":"), result.errno());
        StringBuilder text = new StringBuilder();
        LineWriter.appendResult(text, result);
        quote(out.append(",\"text\":"), text.toString());
    }

    private static void frames(StringBuilder out, Tracee tracee) {
        if (tracee.frames instanceof JavaFrames.Unknown unknown) quote(out.append(",\"noStack\":"), unknown.reason());
        if (tracee.frames instanceof JavaFrames.Known known) {
            String separator = ",\"stack\":[";
            for (DumpedFrame frame : known.frames()) {
                quote(out.append(separator), frame.withoutModule());
                separator = ",";
            }
            out.append(']');
        }
        tracee.frames = null;
    }

    @Override
    public void exiting(Tracee tracee) {
        if (!tracee.inCall || !tracee.observed || !statuses.showsUnfinished()) return;
        StringBuilder out = call(tracee);
        String separator = "";
        for (Value argument : Objects.requireNonNull(tracee.entered).arguments()) {
            if (argument instanceof Value.Pending) break;
            quote(out.append(separator), ValueText.of(argument));
            separator = ",";
        }
        out.append("],\"unfinished\":true");
        frames(out, tracee);
        out.append('}');
        end(tracee);
        tracee.inCall = false;
    }

    @Override
    public void attached(Tracee tracee) {
        begin(tracee, "attached").append('}');
        end(tracee);
    }

    @Override
    public void signalled(Tracee tracee, int signal, byte[] signalInfo) {
        StringBuilder out = begin(tracee, "signal");
        quote(out.append(",\"signal\":"), SignalText.name(signal));
        quote(out.append(",\"text\":"), ValueText.of(SignalText.info(signalInfo)));
        out.append('}');
        end(tracee);
    }

    @Override
    public void stopped(Tracee tracee, int signal) {
        quote(begin(tracee, "stopped").append(",\"signal\":"), SignalText.name(signal));
        sheets.of(tracee).text().append('}');
        end(tracee);
    }

    @Override
    public void superseded(Tracee leader, Tracee executor) {
        begin(leader, "superseded").append(",\"by\":").append(executor.tid).append('}');
        end(leader);
        sheets.release(executor);
    }

    @Override
    public void exited(Tracee tracee, int code) {
        begin(tracee, "exited").append(",\"code\":").append(code).append('}');
        end(tracee);
        sheets.release(tracee);
    }

    @Override
    public void killed(Tracee tracee, int signal, boolean coreDumped) {
        StringBuilder out = begin(tracee, "killed");
        quote(out.append(",\"signal\":"), SignalText.name(signal));
        out.append(",\"coreDumped\":").append(coreDumped).append('}');
        end(tracee);
        sheets.release(tracee);
    }

    @Override
    public void detached(Tracee tracee) {
        begin(tracee, "detached").append('}');
        end(tracee);
        sheets.release(tracee);
    }

    @Override
    public void flush() {
        sheets.flush();
    }

    @Override
    public void end() {
        sheets.close();
    }

    private StringBuilder begin(Tracee tracee, String event) {
        return sheets.of(tracee)
                .begin(tracee)
                .append("{\"event\":\"")
                .append(event)
                .append("\",\"tid\":")
                .append(tracee.tid);
    }

    private void end(Tracee tracee) {
        sheets.of(tracee).endLine();
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
