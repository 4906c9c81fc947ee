package dev.ringfence.budget;

import static dev.ringfence.budget.Locks.JDK17;
import static dev.ringfence.budget.Locks.JDK25;
import static dev.ringfence.budget.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LockWriterTests {
    private static final String STORES = "com.example.UploadTests#stores(java.lang.String)[2]";

    private static BudgetLock golden() {
        return lock().line(JDK25, "com.example.UploadTests#refuses()", "opens", 3)
                .line(JDK17, STORES, "opens", 4)
                .line(JDK17, STORES, "bytes-read", new Locked.Value(8192, 512))
                .line(JDK17, "com.example.UploadTests#stores(java.lang.String)[10]", "opens", 4)
                .line(JDK17, "com.example.UploadTests/Refused#says why()", "polls", new Locked.Unfit())
                .line(JDK17, "com.example.UploadTests#refuses()", "opens", 0)
                .build();
    }

    private static String goldenText() throws IOException {
        try (InputStream in = LockWriterTests.class.getResourceAsStream("golden.budgets")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writes_sections_and_lines_sorted() throws IOException {
        assertThat(LockWriter.write(golden())).isEqualTo(goldenText());
    }

    @Test
    void what_it_writes_is_read_as_the_same() throws IOException {
        assertThat(LockParser.parse("golden.budgets", goldenText())).isEqualTo(golden());
    }

    @Test
    void an_empty_lock_is_a_header() {
        String text = LockWriter.write(BudgetLock.empty());

        assertThat(text).startsWith("# ringfence budgets 1\n").doesNotContain("[");
        assertThat(LockParser.parse("empty", text)).isEqualTo(BudgetLock.empty());
    }

    @Test
    void the_order_in_which_lines_came_does_not_show() {
        List<LockKey> keys = new ArrayList<>();
        for (int test = 0; test < 30; test++) {
            for (String metric : List.of("opens", "processes", "peak-descriptors")) {
                keys.add(new LockKey("com.example.T" + test % 7 + "#t" + test + "()", metric));
            }
        }
        String first = written(keys);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(keys, new Random(seed));
            assertThat(written(keys)).isEqualTo(first);
        }
    }

    private static String written(List<LockKey> keys) {
        Locks lock = lock();
        keys.forEach(
                key -> lock.line(JDK17, key.test(), key.metric(), key.test().length()));
        return LockWriter.write(lock.build());
    }
}
