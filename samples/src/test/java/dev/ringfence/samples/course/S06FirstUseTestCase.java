package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/* Lesson 6, wrong: every use is a first use. Each run of the test grows by a file, and the failure counts the runs. */
@Traced
class S06FirstUseTestCase {
    private static final List<CountryTable> TABLES = new ArrayList<>();

    @Test
    @NoFdLeak
    void looks_up_a_country() throws IOException {
        CountryTable table = CountryTable.open();
        TABLES.add(table);
        assertThat(table.country(1)).isEqualTo("CH");
    }
}
