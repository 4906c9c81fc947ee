package dev.ringfence.assertions;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.recording.Recording;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.Condition;
import org.assertj.core.description.Description;
import org.assertj.core.description.TextDescription;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a recording as a condition. What cannot be told is thrown: as "no" it would make {@code isNot} and {@code
 * doesNotHave} pass.
 */
final class RecordingCondition extends Condition<Recording> {
    private final String what;
    private final Consumer<RecordingAssert> assertions;
    private final ThreadLocal<@Nullable String> failure = new ThreadLocal<>();

    RecordingCondition(String what, Consumer<RecordingAssert> assertions) {
        super(what);
        this.what = Objects.requireNonNull(what, "what");
        this.assertions = Objects.requireNonNull(assertions, "assertions");
    }

    @Override
    public boolean matches(Recording recording) {
        failure.remove();
        try {
            assertions.accept(new RecordingAssert(recording));
            return true;
        } catch (CannotTellError cannotTell) {
            throw cannotTell;
        } catch (AssertionError broken) {
            failure.set(broken.getMessage());
            return false;
        }
    }

    /** Says beside what it is why the last recording was not. */
    @Override
    public Description description() {
        String why = failure.get();
        return new TextDescription("%s", why == null ? what : what + "; it is not:\n" + why);
    }

    @Override
    public String toString() {
        return description().value();
    }
}
