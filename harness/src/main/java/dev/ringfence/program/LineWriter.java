package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.decode.Decoder;
import dev.ringfence.syscall.decode.Result;
import dev.ringfence.syscall.decode.SignalText;
import dev.ringfence.syscall.value.ValueText;
import java.util.Objects;
import java.util.function.IntSupplier;

/** Writes events as strace writes them. */
final class LineWriter implements Events {
    private static final int ARGUMENTS = 6;
    private static final long MICRO_NANOS = 1000;

    private final Decoder decoder;
    private final ThreadView view;
    private final Sheets sheets;
    private final Layout layout;
    private final Leader leader;
    private final IntSupplier threads;
    private final Quiet quiet;
    /** Whether only calls with certain results are shown, so that a line cannot be begun at the entry. */
    private final StatusFilter statuses;

    /** What a writer works with. */
    record Parts(
            Decoder decoder,
            ThreadView view,
            Sheets sheets,
            Layout layout,
            Leader leader,
            IntSupplier threads,
            Quiet quiet,
            StatusFilter statuses) {}

    LineWriter(Parts parts) {
        this.decoder = parts.decoder();
        this.view = parts.view();
        this.sheets = parts.sheets();
        this.layout = parts.layout();
        this.leader = parts.leader();
        this.threads = parts.threads();
        this.quiet = parts.quiet();
        this.statuses = parts.statuses();
    }

    // --- Calls ---

    @Override
    public void entered(Tracee tracee, SyscallInfo info) {
        Syscall call = Objects.requireNonNull(tracee.call);
        Sheet sheet = sheets.of(tracee);
        StringBuilder out = statuses.isAll() ? begin(sheet, tracee) : stagedLeader(tracee);
        if (!statuses.isAll()) tracee.leader = out.toString();
        tracee.restarted = call.name().equals("restart_syscall");
        view.of(tracee.tid, info.stackPointer());
        tracee.text = new CallText(decoder.entered(call, registers(info), view));
        if (statuses.isAll()) {
            open(out, tracee, tracee.text);
            sheet.pause();
        }
        tracee.enteredNanos = System.nanoTime();
    }

    private StringBuilder stagedLeader(Tracee tracee) {
        StringBuilder out = new StringBuilder();
        leader.append(out, tracee, threads.getAsInt());
        return out;
    }

    private static void open(StringBuilder out, Tracee tracee, CallText text) {
        out.append(Objects.requireNonNull(tracee.call).name()).append('(');
        if (tracee.restarted) {
            String of = tracee.interrupted == null ? "system call" : tracee.interrupted;
            out.append("<... resuming interrupted ").append(of).append(" ...>");
            text.skip();
        } else {
            text.appendEntry(out);
        }
    }

    private static long[] registers(SyscallInfo info) {
        long[] registers = new long[ARGUMENTS];
        for (int i = 0; i < ARGUMENTS; i++) {
            registers[i] = info.argument(i);
        }
        return registers;
    }

    @Override
    public void left(Tracee tracee, long result) {
        long nanos = layout.durations() ? System.nanoTime() - tracee.enteredNanos : 0;
        view.of(tracee.tid, 0);
        CallText text = Objects.requireNonNull(tracee.text);
        Decoder.Left left = text.left(result);
        if (statuses.shows(result)) {
            Sheet sheet = sheets.of(tracee);
            StringBuilder out = resume(sheet, tracee, text);
            text.appendExit(out, left);
            out.append(") ");
            sheet.pad(layout.column());
            appendResult(out.append("= "), left.result());
            if (layout.durations()) appendDuration(out, nanos);
            sheet.endLine();
            FrameLines.append(sheet, tracee);
        }
        boolean restarts = "ERESTART_RESTARTBLOCK".equals(left.result().errno());
        tracee.interrupted = restarts && tracee.call != null ? tracee.call.name() : null;
        tracee.text = null;
    }

    /** Goes on with the line of a call, or begins one that says of which. */
    private StringBuilder resume(Sheet sheet, Tracee tracee, CallText text) {
        if (!statuses.isAll()) {
            StringBuilder out = sheet.begin(tracee).append(Objects.requireNonNull(tracee.leader));
            open(out, tracee, text);
            return out;
        }
        if (sheet.isWriting(tracee)) return sheet.text();
        String name = Objects.requireNonNull(tracee.call).name();
        return begin(sheet, tracee).append("<... ").append(name).append(" resumed>");
    }

    static void appendResult(StringBuilder out, Result result) {
        ValueText.append(out, result.value());
        if (result.errno() != null) out.append(' ').append(result.errno());
        if (result.message() != null) out.append(" (").append(result.message()).append(')');
        if (result.note() != null) out.append(" (").append(result.note()).append(')');
    }

    private static void appendDuration(StringBuilder out, long nanos) {
        long micros = nanos / MICRO_NANOS;
        out.append(" <").append(micros / 1_000_000);
        Leader.fraction(out, micros % 1_000_000);
        out.append('>');
    }

    @Override
    public void exiting(Tracee tracee) {
        if (!tracee.inCall || !tracee.observed || !statuses.showsUnfinished()) return;
        Sheet sheet = sheets.of(tracee);
        CallText text = Objects.requireNonNull(tracee.text);
        StringBuilder out = resume(sheet, tracee, text);
        if (text.isOpen()) out.append(" <unfinished ...>");
        out.append(") ");
        sheet.pad(layout.column());
        out.append("= ?");
        sheet.endLine();
        FrameLines.append(sheet, tracee);
        tracee.inCall = false;
    }

    // --- Everything else is a line of its own ---

    private StringBuilder begin(Sheet sheet, Tracee tracee) {
        StringBuilder out = sheet.begin(tracee);
        leader.append(out, tracee, threads.getAsInt());
        return out;
    }

    private void line(Tracee tracee, String text) {
        Sheet sheet = sheets.of(tracee);
        begin(sheet, tracee).append(text);
        sheet.endLine();
    }

    @Override
    public void changedAbi(Tracee tracee, Abi abi) {
        if (quiet.personality()) return;
        line(tracee, "[ Process PID=" + tracee.tid + " runs in " + Modes.of(abi) + " mode. ]");
    }

    @Override
    public void signalled(Tracee tracee, int signal, byte[] signalInfo) {
        line(tracee, SignalText.delivered(signal, signalInfo));
    }

    @Override
    public void stopped(Tracee tracee, int signal) {
        line(tracee, SignalText.stopped(signal));
    }

    @Override
    public void superseded(Tracee leader, Tracee executor) {
        Sheet sheet = sheets.of(executor);
        if (sheet.isWriting(executor)) {
            sheet.text().append(" <pid changed to ").append(leader.tid).append(" ...>");
            sheet.endLine();
        }
        sheets.release(executor);
        if (!quiet.threadExecve()) line(leader, "+++ superseded by execve in pid " + executor.tid + " +++");
    }

    @Override
    public void exited(Tracee tracee, int code) {
        if (!quiet.exit()) line(tracee, SignalText.exited(code));
        sheets.release(tracee);
    }

    @Override
    public void killed(Tracee tracee, int signal, boolean coreDumped) {
        if (!quiet.exit()) line(tracee, SignalText.killed(signal, coreDumped));
        sheets.release(tracee);
    }

    @Override
    public void detached(Tracee tracee) {
        Sheet sheet = sheets.of(tracee);
        if (sheet.isMidLine()) {
            sheet.text().append(" <detached ...>");
            sheet.endLine();
        }
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
}
