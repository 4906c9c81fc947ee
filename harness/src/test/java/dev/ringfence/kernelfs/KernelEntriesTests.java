package dev.ringfence.kernelfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelEntriesTests {

    private static KernelEntries entries(String text) {
        return KernelEntries.ofColons("f", KernelText.wholeLines("f", text));
    }

    @Test
    void entries_are_taken_by_name_and_the_others_are_left() {
        KernelEntries entries = entries("A:\t 12 kB\nB b:7\nC: x: y \n");
        assertThat(entries.has("A")).isTrue();
        assertThat(entries.take("A").bytesOfKilobytes()).isEqualTo(12_288);
        assertThat(entries.has("A")).isFalse();
        assertThat(entries.take("B b", KernelEntries.Entry::decimal)).isEqualTo(new Reading.Value<>(7L));
        assertThat(entries.take("D", KernelEntries.Entry::decimal)).isEqualTo(new Reading.Absent<>("f has no line D"));
        assertThat(entries.rest().entrySet()).extracting(Object::toString).isEqualTo(List.of("C=x: y"));
        assertThatThrownBy(() -> entries.take("D")).hasMessageStartingWith("f, line 1, D: there is no such line");
    }

    @Test
    void a_name_and_a_value_may_be_separated_by_a_blank() {
        KernelEntries entries = KernelEntries.ofBlanks("f", KernelText.wholeLines("f", "a 1\nb 2\n"));
        assertThat(entries.all(KernelEntries.Entry::decimalInt))
                .containsEntry("a", 1)
                .containsEntry("b", 2);
    }

    @Test
    void a_fault_names_line_and_entry() {
        assertThatThrownBy(() -> entries("A: 1\nA: 2\n"))
                .hasMessageStartingWith("f, line 2, A: there is another line of this name");
        assertThatThrownBy(() -> entries("A: 1\nB 2\n")).hasMessageStartingWith("f, line 2, name: expected a name");
        assertThatThrownBy(() -> entries(": 2\n")).hasMessageStartingWith("f, line 1, name: expected a name");
        assertThatThrownBy(() -> entries("A: 1\nB: 2 MB\n").take("B").bytesOfKilobytes())
                .hasMessageStartingWith("f, line 2, B: expected a number and kB but it is \"2 MB\"");
        assertThatThrownBy(() -> entries("A: 9007199254740992 kB\n").take("A").bytesOfKilobytes())
                .hasMessageStartingWith("f, line 1, A: 9007199254740992 kB is too large");
        assertThatThrownBy(() -> entries("A: 2\n").take("A").flag()).hasMessageContaining("A: expected 0 or 1");
    }
}
