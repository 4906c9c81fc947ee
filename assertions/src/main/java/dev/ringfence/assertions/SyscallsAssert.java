package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.OrderJudge;
import dev.ringfence.recording.Recording;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;

/** Assertions on the calls of a window: {@link RecordingAssert#syscalls()}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class SyscallsAssert extends AreaAssert<SyscallsAssert> {

    /** Made by {@link RecordingAssert#syscalls()}, and by soft assertions. */
    public SyscallsAssert(Recording actual) {
        super(actual, SyscallsAssert.class, "syscalls");
    }

    /**
     * Starts an assertion on the number of certain calls: {@link RecordingAssert#calls(CallCondition)}.
     *
     * @param calls made by {@link Calls}
     */
    @CheckReturnValue
    public CallCountAssert<SyscallsAssert> calls(CallCondition calls) {
        return new CallCountAssert<>(returnToRecording(), calls.rule(), myself, info);
    }

    /**
     * Verifies that these steps succeeded, each after the one before it had ended. Other calls may lie between; of several
     * that fit, the first that does counts.
     *
     * <pre>{@code
     * // passes if the file is forced to the device before it is renamed
     * assertThat(recorder.record(() -> store.save())).syscalls()
     *         .inOrder(write("/data/a.tmp"), fsync("/data/a.tmp"), rename("/data/a.tmp", "/data/a"), fsync("/data"));
     * // fails if it is not
     * assertThat(recorder.record(() -> Files.move(tmp, path))).syscalls().inOrder(fsync("/data/a.tmp"), renames());
     * }</pre>
     *
     * @param steps at least two
     * @see <a href="https://man7.org/linux/man-pages/man2/fsync.2.html">fsync(2)</a>
     */
    public SyscallsAssert inOrder(CallCondition... steps) {
        return judge("inOrder", OrderJudge::inOrder, steps);
    }

    /**
     * Verifies that these steps succeeded in direct succession: with no other call between them that was observed and is the
     * test's doing.
     *
     * <pre>{@code
     * // passes
     * assertThat(recorder.record(() -> channel.close())).syscalls().inDirectSuccession(fsync("/data/a"), closes());
     * // fails if something else is done between them
     * assertThat(recorder.record(() -> store.save())).syscalls().inDirectSuccession(write("/data/a"), fsync("/data/a"));
     * }</pre>
     *
     * @param steps at least two
     * @see <a href="https://man7.org/linux/man-pages/man2/fsync.2.html">fsync(2)</a>
     */
    public SyscallsAssert inDirectSuccession(CallCondition... steps) {
        return judge("inDirectSuccession", OrderJudge::inDirectSuccession, steps);
    }

    private SyscallsAssert judge(String method, Consumer<OrderJudge> judgement, CallCondition... steps) {
        List<CallRule> rules = Arrays.stream(steps).map(CallCondition::rule).toList();
        Asker asker = new Asker(info, CallSite::selectedByAssertion, done -> allowing(method, done));
        returnToRecording().judge(() -> {
            isNotNull();
            judgement.accept(new OrderJudge(actual, rules, asker));
        });
        return myself;
    }

    /** Returns the assertion that the steps that were done would keep. */
    static String allowing(String method, List<String> done) {
        return switch (done.size()) {
            case 0 -> "nothing of it was done: leave the assertion out";
            case 1 -> "calls(" + done.get(0) + ").atLeast(1)";
            default -> "syscalls()." + method + "(" + String.join(", ", done) + ")";
        };
    }
}
