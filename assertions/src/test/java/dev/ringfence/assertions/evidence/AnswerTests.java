package dev.ringfence.assertions.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTests {
    private static final Map<String, Answer> ANSWERS = Map.of(
            "yes", Answer.YES,
            "no", Answer.NO,
            "unread", Answer.unknown("its path could not be read"),
            "unwatched", Answer.NOT_WATCHED);

    @ParameterizedTest
    @CsvSource({
        "yes, yes, yes, yes",
        "yes, no, no, yes",
        "no, no, no, no",
        "yes, unread, unread, yes",
        "no, unread, no, unread",
        "unread, unread, unread, unread"
    })
    void what_is_not_known_stays_so_unless_the_other_side_decides(String one, String other, String and, String or) {
        assertThat(ANSWERS.get(one).and(ANSWERS.get(other))).isEqualTo(ANSWERS.get(and));
        assertThat(ANSWERS.get(other).and(ANSWERS.get(one))).isEqualTo(ANSWERS.get(and));
        assertThat(ANSWERS.get(one).or(ANSWERS.get(other))).isEqualTo(ANSWERS.get(or));
        assertThat(ANSWERS.get(other).or(ANSWERS.get(one))).isEqualTo(ANSWERS.get(or));
    }

    @ParameterizedTest
    @CsvSource({"unread, unwatched", "unwatched, unread"})
    void of_two_reasons_the_first_is_told(String one, String other) {
        assertThat(ANSWERS.get(one).and(ANSWERS.get(other))).isEqualTo(ANSWERS.get(one));
        assertThat(ANSWERS.get(one).or(ANSWERS.get(other))).isEqualTo(ANSWERS.get(one));
    }

    @ParameterizedTest
    @CsvSource({"yes, no", "no, yes", "unread, unread"})
    void the_opposite_of_what_is_not_known_is_not_known(String one, String negated) {
        assertThat(ANSWERS.get(one).negated()).isEqualTo(ANSWERS.get(negated));
    }
}
