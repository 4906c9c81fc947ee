package dev.ringfence.assertions.budget;

import dev.ringfence.jupiter.ConfiguredChecks;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The members of an annotation that asks for a rule.
 *
 * @param type the annotation
 * @param values what the rule allows to begin with, such as directories; empty where it allows nothing
 * @param except what else is allowed
 * @param because why
 * @param confirm whether growth is confirmed by more runs of the test
 * @param rounds the largest number of these
 */
record Form<A extends Annotation>(
        Class<A> type,
        Optional<Function<A, String[]>> values,
        Function<A, String[]> except,
        Function<A, String> because,
        Predicate<A> confirm,
        ToIntFunction<A> rounds) {

    /** Returns the form of an annotation of which the rule allows nothing. */
    static <A extends Annotation> Form<A> of(Class<A> type, Function<A, String[]> except, Function<A, String> because) {
        return new Form<>(type, Optional.empty(), except, because, annotation -> true, annotation -> 0);
    }

    /** Returns the form with the member that says what is allowed to begin with. */
    Form<A> allowing(Function<A, String[]> newValues) {
        return new Form<>(type, Optional.of(newValues), except, because, confirm, rounds);
    }

    /** Returns the form with the members that say how growth is confirmed. */
    Form<A> confirmed(Predicate<A> newConfirm, ToIntFunction<A> newRounds) {
        return new Form<>(type, values, except, because, newConfirm, newRounds);
    }

    /** Reads an annotation, or throws what is wrong with it. */
    Asked read(Annotated<A> annotated) {
        A annotation = annotated.annotation();
        List<String> allowed =
                values.map(member -> List.of(member.apply(annotation))).orElse(List.of());
        if (values.isPresent() && allowed.isEmpty()) throw annotated.misuse("must give a value but was: {}");
        requireNoBlank(annotated, "value", allowed);
        List<String> exceptions = List.of(except.apply(annotation));
        requireNoBlank(annotated, "except", exceptions);
        String reason = because.apply(annotation);
        if (!exceptions.isEmpty() && reason.isBlank())
            throw annotated.misuse("must give a because for except but was: \"" + reason + "\"");
        int most = rounds.applyAsInt(annotation);
        if (most < 0) throw annotated.misuse("must not have negative rounds but was: " + most);
        if (!confirm.test(annotation) && most > 0)
            throw annotated.misuse("must not have rounds without confirm but was: " + most);
        return new Asked(allowed, exceptions, reason, annotated.origin(), confirm.test(annotation), most);
    }

    private static void requireNoBlank(Annotated<?> annotated, String member, List<String> patterns) {
        if (patterns.stream().anyMatch(String::isBlank))
            throw annotated.misuse(
                    "must not have a blank pattern in " + member + " but was: " + Asked.quoted(patterns));
    }

    /** Reads what is configured for a check, or throws what is wrong with it. */
    Asked read(String check, List<String> configured) {
        if (values.isEmpty() && !configured.isEmpty())
            throw ConfiguredChecks.misuse(
                    "must give " + check + " no value but was \"" + check + "=" + configured.get(0) + "\"");
        if (values.isPresent() && (configured.isEmpty() || configured.stream().anyMatch(String::isBlank)))
            throw ConfiguredChecks.misuse("must give " + check + " a value, as in " + check + "=VALUE, but gave none");
        return new Asked(configured, List.of(), "", ConfiguredChecks.PARAMETER, true, 0);
    }
}
