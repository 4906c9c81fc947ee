package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.syscall.decode.Decoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A system call whose entry was seen.
 *
 * @param atNanos when it was entered
 * @param actor who made it
 * @param number number in the table, with the architecture's bit for a foreign call
 * @param name name in the table
 * @param arguments raw registers, never changed
 * @param path first path, absolute where it can be
 * @param otherPath second path
 * @param source file that is read through a descriptor; null for other calls, and as long as its exit was not seen
 * @param address socket address
 * @param programArguments argument vector of an exec
 * @param values decoded arguments; null for a call of another table, and outside of windows
 * @param inCall how long it took; null as long as its exit was not seen
 */
record PendingCall(
        long atNanos,
        Actor actor,
        int number,
        String name,
        long[] arguments,
        @Nullable String path,
        @Nullable String otherPath,
        @Nullable String source,
        @Nullable String address,
        List<String> programArguments,
        Decoder.@Nullable Entered values,
        @Nullable Duration inCall) {

    /** Returns the same call, made by somebody who is better known now. */
    PendingCall by(Actor known) {
        return with(known, source, inCall);
    }

    /** Returns the same call, of which is known what it reads. */
    PendingCall from(@Nullable String file) {
        return with(actor, file, inCall);
    }

    /** Returns the same call, whose exit is seen now. */
    PendingCall leftAt(long nanos) {
        return with(actor, source, Duration.ofNanos(nanos - atNanos));
    }

    private PendingCall with(Actor newActor, @Nullable String newSource, @Nullable Duration newInCall) {
        return new PendingCall(
                atNanos,
                newActor,
                number,
                name,
                arguments,
                path,
                otherPath,
                newSource,
                address,
                programArguments,
                values,
                newInCall);
    }

    long argument(int index) {
        return arguments[index];
    }

    List<Long> argumentList() {
        List<Long> list = new ArrayList<>(arguments.length);
        for (long argument : arguments) {
            list.add(argument);
        }
        return list;
    }
}
