package dev.ringfence.syscall.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a,b   | true  | false
                    !a    | false | true
                    all   | true  | true
                    none  | false | false
                    !all  | false | false
                    !none | true  | true
                    """)
    void a_set_has_what_it_names_or_all_but_that(String set, boolean a, boolean c) {
        Members<String> members = Members.parse(set, text -> text.toUpperCase(Locale.ROOT));
        assertThat(members.contains("A")).isEqualTo(a);
        assertThat(members.contains("C")).isEqualTo(c);
        assertThat(members.containsIf("A"::equals)).isEqualTo(a);
    }
}
