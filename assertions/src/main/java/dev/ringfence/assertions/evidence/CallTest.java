package dev.ringfence.assertions.evidence;

/** A condition on one event. */
@FunctionalInterface
interface CallTest {

    /** Returns whether it holds for an event that is the test's doing. */
    Answer of(SeenCall seen);

    default CallTest and(CallTest other) {
        return seen -> {
            Answer answer = of(seen);
            return answer.isNo() ? answer : answer.and(other.of(seen));
        };
    }

    default CallTest or(CallTest other) {
        return seen -> of(seen).or(other.of(seen));
    }

    default CallTest andNot(CallTest other) {
        return and(seen -> other.of(seen).negated());
    }
}
