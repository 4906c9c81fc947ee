package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.MarkerCode;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.Descriptor;
import dev.ringfence.recording.Recording;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Does something known at the start and looks for it in its recording, so that a worker whose calls are not seen never
 * runs a test: "nothing was opened" would be true of all of them.
 */
final class Canary {
    static final int WINDOW = MarkerCode.CANARY;
    private static final String PATH = "/dev/null";
    private static final int ATTEMPTS = 3;

    private Canary() {}

    /**
     * Returns what the recording of a known call does not show, or empty where all is seen. On a machine that is busy the
     * stack may come too late: then once more.
     */
    static Optional<String> missing(WindowClient windows) {
        int tid = KernelThread.current().tid();
        Recording recording = record(windows);
        for (int attempt = 1; attempt < ATTEMPTS && lacksStack(recording); attempt++) recording = record(windows);
        return missing(recording, tid);
    }

    private static Recording record(WindowClient windows) {
        windows.openCanary();
        openAndClose();
        return windows.close(WINDOW);
    }

    private static boolean lacksStack(Recording recording) {
        return recording.events().stream()
                .anyMatch(event -> event instanceof SyscallEvent call
                        && call.path().filter(PATH::equals).isPresent()
                        && call.effect() instanceof FdEffect.Created
                        && call.stack() instanceof JavaStack.Absent);
    }

    private static void openAndClose() {
        try (FileInputStream file = new FileInputStream(PATH)) {
            if (file.read() != -1) throw new HarnessException("expected " + PATH + " to be empty");
        } catch (IOException e) {
            throw new HarnessException("the canary cannot open and close " + PATH + ": " + e.getMessage(), e);
        }
    }

    static Optional<String> missing(Recording recording, int tid) {
        List<SyscallEvent> opened = recording.events().stream()
                .filter(SyscallEvent.class::isInstance)
                .map(SyscallEvent.class::cast)
                .filter(e -> e.path().filter(PATH::equals).isPresent() && e.effect() instanceof FdEffect.Created)
                .toList();
        if (opened.isEmpty()) return Optional.of("an open of " + PATH + missingAmong(recording));
        List<SyscallEvent> own =
                opened.stream().filter(e -> e.actor().thread().value() == tid).toList();
        if (own.isEmpty()) {
            return Optional.of("an open of " + PATH + " by the thread " + tid + " (it was seen from "
                    + opened.get(0).actor().describe() + ")");
        }
        Optional<String> stack = missingStack(own.get(0).stack());
        if (stack.isPresent()) return stack;
        return isClosed(recording, own.get(0)) ? Optional.empty() : Optional.of("the close of " + PATH);
    }

    private static String missingAmong(Recording recording) {
        return " (" + recording.events().size() + " events, "
                + recording.counts().size() + " counts were seen)";
    }

    private static Optional<String> missingStack(JavaStack stack) {
        if (stack instanceof JavaStack.Absent absent) {
            return Optional.of("the Java stack of the open of " + PATH + " (" + absent.reason() + ")");
        }
        boolean named = stack instanceof JavaStack.Taken taken
                && taken.frames().stream().anyMatch(f -> f.getClassName().equals(Canary.class.getName()));
        return named ? Optional.empty() : Optional.of("the canary in the Java stack of the open of " + PATH);
    }

    private static boolean isClosed(Recording recording, SyscallEvent open) {
        return recording.descriptors().stream()
                .map(Descriptor::life)
                .filter(life -> opens(life, open))
                .anyMatch(life -> life.ending() instanceof Ending.Closed);
    }

    private static boolean opens(DescriptorLife life, SyscallEvent open) {
        return life.opening() instanceof Opening.Seen seen && seen.event().sequence() == open.sequence();
    }
}
