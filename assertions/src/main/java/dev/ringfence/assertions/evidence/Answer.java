package dev.ringfence.assertions.evidence;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Whether a condition holds for a call. What was not watched, or could not be read, is neither yes nor no, and stays so
 * through {@link #and}, {@link #or} and {@link #negated} unless the other side decides.
 *
 * @param kind yes, no, or not known
 * @param reason why it is not known, a clause for a message; empty where it is
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Answer(Kind kind, String reason) {
    /** It holds. */
    public static final Answer YES = new Answer(Kind.YES, "");

    /** It does not hold. */
    public static final Answer NO = new Answer(Kind.NO, "");

    /** Its exit was not watched, as that of a call that is only counted. */
    public static final Answer NOT_WATCHED = unknown("its exit was not watched");

    public Answer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    /** What an answer says. */
    public enum Kind {
        YES,
        NO,
        UNKNOWN
    }

    /** Returns yes or no. */
    public static Answer of(boolean holds) {
        return holds ? YES : NO;
    }

    /** Returns that it is not known. */
    public static Answer unknown(String reason) {
        return new Answer(Kind.UNKNOWN, reason);
    }

    /** Returns whether it holds for certain. */
    public boolean isYes() {
        return kind == Kind.YES;
    }

    /** Returns whether it does not hold for certain. */
    public boolean isNo() {
        return kind == Kind.NO;
    }

    /** Returns whether both hold. */
    public Answer and(Answer other) {
        if (isNo() || other.isNo()) return NO;
        return isYes() ? other : this;
    }

    /** Returns whether one of them holds. */
    public Answer or(Answer other) {
        if (isYes() || other.isYes()) return YES;
        return isNo() ? other : this;
    }

    /** Returns whether it does not hold. */
    public Answer negated() {
        return switch (kind) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> this;
        };
    }
}
