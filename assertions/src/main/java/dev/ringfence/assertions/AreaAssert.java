package dev.ringfence.assertions;

import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.assertions.rule.StateRule;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one area of what a window did, such as its files. Made by the method of {@link RecordingAssert} with the
 * name of the area.
 *
 * <p>Not final, so that there can be several and soft assertions can generate subclasses. Nothing is meant to be overridden.
 *
 * @param <SELF> the type of the assertions itself
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class AreaAssert<SELF extends AreaAssert<SELF>> extends AbstractAssert<SELF, Recording> {
    private final String area;
    private final List<Allowance> allowances = new ArrayList<>();
    private @Nullable RecordingAssert recording;

    AreaAssert(Recording actual, Class<SELF> type, String area) {
        super(actual, type);
        this.area = area;
    }

    /** Takes over the description and where failures go. */
    SELF from(RecordingAssert from) {
        recording = from;
        from.describe(info);
        return myself;
    }

    /** Returns to the assertions on the recording, with what was described and allowed there. */
    @CheckReturnValue
    public RecordingAssert returnToRecording() {
        if (recording == null) throw new IllegalStateException("made without a recording's assertions");
        return recording;
    }

    /**
     * Allows something, for the assertions after it: a path, an address, a program or whatever else breaks the one that
     * follows.
     *
     * @param glob as in {@link NoFdLeak#except()}
     * @param because why
     * @throws IllegalArgumentException if one of them is blank
     */
    @CheckReturnValue
    public SELF allowing(String glob, String because) {
        allowances.add(new Allowance(new Glob(glob), because));
        return myself;
    }

    /** Judges a rule; the code is how the test asks for it, such as {@code leavesNoChild()}. */
    SELF keeps(Rule rule, String code) {
        return keeps(rule, globs -> allowingCode(globs, "", code));
    }

    /** Judges a rule about what {@code /proc} says; the code is how the test asks for it, such as {@code keepsLimits()}. */
    SELF keeps(StateRule rule, String code) {
        returnToRecording().keeps(rule, allowances, globs -> allowingCode(globs, "", code), info);
        return myself;
    }

    /** Judges a rule that is not broken by things that could be allowed. */
    SELF keeps(Rule rule, Function<List<String>, String> allowing) {
        returnToRecording().keeps(rule, allowances, allowing, info);
        return myself;
    }

    List<Allowance> allowances() {
        return allowances;
    }

    /** Returns how a test allows what is named by these globs, before an assertion that it makes like this. */
    String allowingCode(List<String> globs, String narrowing, String code) {
        return area + "()" + narrowing + allowing(globs) + "." + code;
    }

    private static String allowing(List<String> globs) {
        StringBuilder calls = new StringBuilder();
        globs.forEach(glob ->
                calls.append(".allowing(").append(CodeText.literal(glob)).append(", \"…\")"));
        return calls.toString();
    }
}
