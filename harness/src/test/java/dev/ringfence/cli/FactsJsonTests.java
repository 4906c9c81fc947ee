package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsJsonTests {

    @Test
    void what_is_not_known_is_null_and_has_a_reason() {
        Reading<Long> absent = new Reading.Absent<>("it is \"not\" there");
        Reading<List<Integer>> failed = new Reading.Failed<>("permission denied");
        String json = new FactsJson()
                .put("pid", 7)
                .put("name", "a\nb")
                .put("words", List.of("x", 2, true))
                .put("io", absent, bytes -> bytes)
                .object("memory", memory -> memory.put("resident", 12L).put("swapped", absent, bytes -> bytes))
                .list(
                        "children",
                        List.of(8, 9),
                        child -> of -> of.put("pid", child).put("io", absent, bytes -> bytes))
                .list("none", List.of(), child -> of -> of.put("pid", 1))
                .list("threads", failed, tid -> of -> of.put("tid", tid))
                .finish();
        assertThat(json).isEqualTo("""
                {
                  "pid": 7,
                  "name": "a\\u000ab",
                  "words": ["x", 2, true],
                  "io": null,
                  "memory": {"resident": 12, "swapped": null},
                  "children": [
                    {"pid": 8, "io": null},
                    {"pid": 9, "io": null}
                  ],
                  "none": [],
                  "threads": null,
                  "unknown": {"io": "it is \\"not\\" there", "memory.swapped": "it is \\"not\\" there", \
                "children.0.io": "it is \\"not\\" there", "children.1.io": "it is \\"not\\" there", \
                "threads": "permission denied"}
                }
                """);
    }
}
