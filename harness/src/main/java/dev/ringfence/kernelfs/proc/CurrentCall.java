package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * {@code syscall}: {@code proc_pid_syscall} in fs/proc/base.c. Only those who may trace it are told.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html">proc_pid_syscall(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface CurrentCall {

    /** It runs, or could. */
    record Running() implements CurrentCall {}

    /** It is blocked outside of calls, such as in a page fault. Addresses are unsigned. */
    record OutsideOfCalls(long stackPointer, long programCounter) implements CurrentCall {}

    /**
     * It is blocked in a call.
     *
     * @param number of the call
     * @param arguments the six registers, unsigned, whatever the call takes of them
     * @param stackPointer unsigned
     * @param programCounter unsigned
     */
    record InCall(long number, List<Long> arguments, long stackPointer, long programCounter) implements CurrentCall {
        public InCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** Reads which call a thread is in. */
    static Reading<CurrentCall> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("syscall"), CurrentCall::parse);
    }

    /** Parses {@code running}, {@code -1 SP PC} or {@code NUMBER ARGUMENT*6 SP PC}. */
    static CurrentCall parse(String file, String text) {
        KernelFields fields = KernelText.wholeLines(file, text).get(0).each();
        String first = fields.next("call");
        if (first.equals("running")) {
            fields.end();
            return new Running();
        }
        KernelText.Line line = KernelText.line(file, text);
        long number = line.signed(first, "call");
        List<Long> arguments = number < 0
                ? List.of()
                : IntStream.rangeClosed(1, 6)
                        .mapToObj(n -> fields.prefixedHex("argument " + n))
                        .toList();
        long stackPointer = fields.prefixedHex("stack pointer");
        long programCounter = fields.prefixedHex("program counter");
        fields.end();
        return number < 0
                ? new OutsideOfCalls(stackPointer, programCounter)
                : new InCall(number, arguments, stackPointer, programCounter);
    }
}
