package dev.ringfence.program;

import dev.ringfence.syscall.decode.Decoder;
import dev.ringfence.syscall.decode.Result;
import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import java.util.List;

/** The text of one call, in two parts: what is known at its entry, and the rest at its exit. */
final class CallText {
    private final Decoder.Entered entered;
    /** Arguments that are written, with what is behind them. */
    private int written;

    private boolean separated;
    /** What is written of the argument that is not finished. */
    private String begun = "";

    CallText(Decoder.Entered entered) {
        this.entered = entered;
    }

    /** Appends what is known at the entry, from left to right up to the first argument that is not. */
    void appendEntry(StringBuilder out) {
        List<Value> values = entered.arguments();
        for (Value value : values) {
            if (value == Value.Pending.LATE) return;
            if (written > 0) out.append(", ");
            separated = true;
            if (value instanceof Value.Pending) {
                begun = ValueText.of(value);
                out.append(begun);
                return;
            }
            ValueText.append(out, value);
            written++;
            separated = false;
        }
    }

    /** Lets no arguments be written any more. */
    void skip() {
        written = Integer.MAX_VALUE;
    }

    /** Returns whether something would be written at the exit. */
    boolean isOpen() {
        return written < entered.arguments().size();
    }

    /** Appends the rest of the arguments, and returns the result. */
    Result appendExit(StringBuilder out, Decoder.Left left) {
        List<Value> values = left.arguments();
        for (int i = written; i < values.size(); i++) {
            if (i > 0 && !(i == written && separated)) out.append(", ");
            String text = ValueText.of(values.get(i));
            boolean continued = i == written && text.startsWith(begun);
            out.append(text, continued ? begun.length() : 0, text.length());
        }
        return left.result();
    }

    /** Decodes the exit. */
    Decoder.Left left(long result) {
        return entered.left(result);
    }
}
