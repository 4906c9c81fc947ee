package dev.ringfence.trace;

import dev.ringfence.event.Outcome;
import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.syscall.Signature;
import dev.ringfence.syscall.Signatures;
import dev.ringfence.syscall.decode.DecodeOptions;
import dev.ringfence.syscall.decode.Decoder;
import dev.ringfence.syscall.value.Argument;
import dev.ringfence.syscall.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the arguments of calls for their events, as short as strace shows them: an environment is a number of variables,
 * whose values nobody wants to find in a report.
 */
final class ArgumentValues {
    /** Made on another thread: its tables take longer to read than a worker should wait, and are not needed at once. */
    private final FutureTask<Decoder> decoder = new FutureTask<>(() -> {
        Decoder made = new Decoder(DecodeOptions.DEFAULT);
        made.prepare(List.of("openat", "close"));
        return made;
    });

    private final RemoteMemory memory;

    ArgumentValues(RemoteMemory memory) {
        this.memory = memory;
        Thread maker = new Thread(decoder, "ringfence-decoder");
        maker.setDaemon(true);
        maker.start();
    }

    private Decoder decoder() {
        try {
            return decoder.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the tracer thread", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the decoder could not be made", e.getCause());
        }
    }

    /** Decodes what is known at the entry of a call of x86_64's table. */
    Decoder.Entered entered(int pid, int tid, String name, long[] registers) {
        return decoder().entered(name, registers, new DecodingView(memory, pid, tid));
    }

    /**
     * Returns the arguments of a call.
     *
     * @param entered null for a call of another table, or one whose values were not wanted
     * @param outcome tells whether what the kernel wrote can be read; the thread is at the exit then
     */
    static List<Argument> of(String name, Decoder.@Nullable Entered entered, Outcome outcome) {
        if (entered == null) {
            return List.of();
        }
        List<Value> values = entered.arguments();
        if (outcome instanceof Outcome.Returned returned) {
            values = entered.left(returned.value()).arguments();
        } else if (outcome instanceof Outcome.Failed failed) {
            values = entered.left(-failed.errno().number()).arguments();
        }
        return named(name, values);
    }

    private static List<Argument> named(String name, List<Value> values) {
        Optional<Signature> signature = Signatures.of(name);
        List<Argument> arguments = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            String argument =
                    signature.isPresent() ? signature.get().parameters().get(i).name() : "register" + i;
            arguments.add(new Argument(argument, values.get(i)));
        }
        return arguments;
    }
}
