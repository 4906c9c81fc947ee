package dev.ringfence.worker;

import dev.ringfence.channel.Frame;
import java.util.function.Supplier;

/** Asks the virtual machine where its heap is. It stays there for as long as the virtual machine lives. */
final class HeapQuestion {
    private HeapQuestion() {}

    /** Returns what is said, or why nothing is. */
    static Frame.HeapInfo answer(Supplier<DiagnosticCommands> commands) {
        try {
            return new Frame.HeapInfo(true, commands.get().heapInfo());
        } catch (RuntimeException | LinkageError e) {
            // A virtual machine without its management, or without this command.
            return new Frame.HeapInfo(false, "the virtual machine does not say where its heap is: " + e.getMessage());
        }
    }
}
