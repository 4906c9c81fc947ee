package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.value.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Results of failed calls: one for each error number.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/strerror.3.html">strerror(3)</a>
 */
final class Failures {
    /** Not results: after the signal, the kernel takes the call up again or returns EINTR. Only a tracer sees them. */
    private static final Map<String, String> RESTARTS = Map.of(
            "ERESTARTSYS", "To be restarted if SA_RESTART is set",
            "ERESTARTNOINTR", "To be restarted",
            "ERESTARTNOHAND", "To be restarted if no handler",
            "ERESTART_RESTARTBLOCK", "Interrupted by signal");

    private static final int LARGEST = 4095;
    private static final Value MINUS_ONE = new Value.Int(-1, Value.Base.DECIMAL);
    private static final Map<Integer, String> MESSAGES =
            messages("errno-messages.tsv", Resources.text("errno-messages.tsv"));
    private static final Result[] ALL = new Result[LARGEST + 1];

    private Failures() {}

    /**
     * Returns the result of a call that failed.
     *
     * @param register the negative error number, from -4095 to -1
     */
    static Result of(long register) {
        int number = (int) -register;
        Result known = ALL[number];
        if (known == null) {
            known = make(number);
            ALL[number] = known;
        }
        return known;
    }

    private static Result make(int number) {
        Errno errno = Errnos.of(number);
        String restart = RESTARTS.get(errno.name());
        if (restart != null) return new Result(new Value.Word("?"), errno.name(), restart, null);
        if (errno.name().equals("E" + number)) return new Result(MINUS_ONE, null, null, "errno " + number);
        String message = MESSAGES.getOrDefault(number, "Unknown error " + number);
        return new Result(MINUS_ONE, errno.name(), message, null);
    }

    static Map<Integer, String> messages(String source, String text) {
        Map<Integer, String> messages = new HashMap<>();
        for (KernelText.Line line : KernelText.lines(source, text)) {
            if (line.text().startsWith("#")) continue;
            int tab = line.text().indexOf('\t');
            if (tab < 0) throw line.error("message", "expected a number, a tab and a text");
            messages.put(
                    line.decimalInt(line.text().substring(0, tab), "number"),
                    line.text().substring(tab + 1));
        }
        return messages;
    }
}
