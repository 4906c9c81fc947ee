package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/*
 * Lesson 6: first use is not a leak.
 *
 * The first caller of a library may pay for what it keeps for good: a data file, a random device, a connection. The test
 * that happens to run first leaves a descriptor behind, and it would be wrong to fail it. So a test that leaves something
 * behind is run again in the same JVM. Here no further run grows: the verdict is "first use", the test passes, and its
 * report has an entry that says so.
 *
 * (The class has a JVM of its own so that nobody has used the library before.)
 */
@Traced(fork = Traced.Fork.OWN)
class S06FirstUseTests {

    @Test
    @NoFdLeak
    void looks_up_a_country() throws IOException {
        assertThat(CountryTable.shared().country(1)).isEqualTo("CH");
    }
}
