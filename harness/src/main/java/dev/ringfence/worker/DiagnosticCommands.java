package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;

/** The virtual machine's diagnostic commands. */
interface DiagnosticCommands {

    /**
     * Returns what {@code Thread.print} prints.
     *
     * @throws HarnessException if it fails
     */
    String threadPrint();

    /**
     * Returns what {@code GC.heap_info} prints.
     *
     * @throws HarnessException if it fails
     */
    String heapInfo();

    /** Returns them by the shortest way that this JVM allows. */
    static DiagnosticCommands find() {
        try {
            return new OpenedCommands();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError notOpened) {
            // Another JVM may have other names for it, or none that may be used.
            return new ServedCommands();
        }
    }
}
