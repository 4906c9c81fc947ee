package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStatusTests {
    private static final List<String> KERNELS = Fixture.KERNELS;

    private static TaskStatus parse(String text) {
        return TaskStatus.parse("status", text);
    }

    private static TaskStatus fixture(String kernel, String who) {
        return parse(Fixture.text(kernel, who + "/status"));
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void a_process_is_as_it_was_set_up(String kernel) {
        TaskStatus status = fixture(kernel, "odd");
        assertThat(status.name()).isEqualTo("a) R (b\nc");
        assertThat(status.umask()).isEqualTo(new Reading.Value<>(027));
        assertThat(status.state()).isEqualTo(TaskState.SLEEPING);
        assertThat(status.task()).isEqualTo(status.process());
        assertThat(status.tracer()).isEqualTo(new Reading.Absent<>("nobody traces it"));
        assertThat(status.credentials().user().effective()).isEqualTo(11);
        assertThat(status.credentials().group().effective()).isEqualTo(21);
        assertThat(status.credentials().supplementaryGroups()).containsExactly(7L, 12L, 4_000_000_000L);
        assertThat(status.threads()).isEqualTo(1);
        assertThat(status.restrictions().noNewPrivileges()).isEqualTo(new Reading.Value<>(true));
        assertThat(status.restrictions().seccomp()).isEqualTo(new Reading.Value<>(TaskStatus.SeccompMode.DISABLED));
        assertThat(status.allowedProcessors().value().orElseThrow()).hasToString("0");
        assertThat(status.voluntarySwitches().value().orElseThrow()).isPositive();
    }

    @Test
    void ids_are_in_the_order_of_the_line() {
        TaskStatus status =
                parse(Fixture.text("odd/status").replaceAll("(?m)^([UG]id):\t.*", "$1:\t1\t2\t3\t4294967295"));
        assertThat(status.credentials().user()).isEqualTo(new TaskStatus.Ids(1, 2, 3, 4_294_967_295L));
        assertThat(status.credentials().group()).isEqualTo(new TaskStatus.Ids(1, 2, 3, 4_294_967_295L));
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void signals_are_as_they_were_set_up(String kernel) {
        TaskStatus.Signals signals = fixture(kernel, "odd").signals();
        assertThat(signals.pendingForProcess().numbers()).containsExactly(12);
        assertThat(signals.pendingForTask().numbers()).isEmpty();
        assertThat(signals.blocked().numbers()).containsExactly(12, 40);
        assertThat(signals.ignored().numbers()).contains(1, 28);
        assertThat(signals.caught().numbers()).contains(10, 15);
        assertThat(signals.queued()).isEqualTo(1);
        assertThat(signals.queueLimit()).isGreaterThan(1000);
    }

    @Test
    void lines_are_told_apart_by_their_values() {
        TaskStatus status = fixture("7.2", "odd");
        StatusMemory memory = status.memory().value().orElseThrow();
        assertThat(memory.residentBytes()).isEqualTo(1668 << 10);
        assertThat(memory.peakSizeBytes()).isEqualTo(2268 << 10);
        assertThat(memory.residentAnonymousBytes()).isEqualTo(new Reading.Value<>(64L << 10));
        assertThat(memory.residentFileBytes()).isEqualTo(new Reading.Value<>(4L << 10));
        assertThat(memory.residentSharedBytes()).isEqualTo(new Reading.Value<>(1600L << 10));
        assertThat(memory.dataBytes()).isEqualTo(176 << 10);
        assertThat(memory.stackBytes()).isEqualTo(132 << 10);
        assertThat(memory.codeBytes()).isEqualTo(1552 << 10);
        assertThat(memory.libraryBytes()).isEqualTo(8 << 10);
        assertThat(memory.pageTableBytes()).isEqualTo(40 << 10);
        assertThat(status.capabilities().bounding().numbers()).hasSize(41).contains(0, 40);
        assertThat(status.capabilities().effective().numbers()).isEmpty();
        assertThat(status.allowedMemoryNodes().value().orElseThrow().count()).isEqualTo(2);
        assertThat(status.descriptorSlots()).isEqualTo(64);
        assertThat(status.process()).isEqualTo(125);
        assertThat(status.parent()).isEqualTo(123);
    }

    @Test
    void lines_of_other_kernels_are_absent_or_kept() {
        assertThat(fixture("5.10", "odd").kernelThread()).isEqualTo(new Reading.Absent<>("status has no line Kthread"));
        assertThat(fixture("7.2", "odd").kernelThread()).isEqualTo(new Reading.Value<>(false));
        assertThat(fixture("7.2", "kernel-thread").kernelThread()).isEqualTo(new Reading.Value<>(true));
        assertThat(fixture("7.2", "odd").further())
                .containsEntry("untag_mask", "0xffffffffffffffff")
                .containsEntry("CoreDumping", "0")
                .containsEntry("SpeculationIndirectBranch", "always enabled")
                .doesNotContainKeys("VmRSS", "Name", "Uid", "NSpid", "CapAmb", "Mems_allowed_list");
        String without = Fixture.text("odd/status")
                .replaceAll("(?m)^(Umask|CapAmb|NS.*|Seccomp|RssShmem|VmPin|Cpus_allowed_list|voluntary.*):.*\n", "");
        TaskStatus older = parse(without);
        assertThat(older.umask()).isEqualTo(new Reading.Absent<>("status has no line Umask"));
        assertThat(older.inNamespaces()).isInstanceOf(Reading.Absent.class);
        assertThat(older.memory().value().orElseThrow().residentSharedBytes()).isInstanceOf(Reading.Absent.class);
        assertThat(older.capabilities().ambient()).isInstanceOf(Reading.Absent.class);
        assertThat(older.voluntarySwitches()).isInstanceOf(Reading.Absent.class);
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void what_has_no_memory_says_so(String kernel) {
        assertThat(fixture(kernel, "zombie").memory()).isEqualTo(new Reading.Absent<>("it has no memory of its own"));
        assertThat(fixture(kernel, "zombie").state()).isEqualTo(TaskState.ZOMBIE);
        assertThat(fixture(kernel, "zombie").credentials().supplementaryGroups())
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void names_are_unescaped(String kernel) {
        assertThat(fixture(kernel, "thread-0").name()).isEqualTo("a) R (b\nc");
        assertThat(fixture(kernel, "thread-1").name()).isEqualTo("back\\slash ä");
        assertThat(fixture(kernel, "thread-1").threads()).isEqualTo(3);
        assertThat(fixture(kernel, "thread-1").task())
                .isNotEqualTo(fixture(kernel, "thread-1").process());
        assertThat(fixture(kernel, "really-named-deleted").name()).isEqualTo("back\\slash\\012 ");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void a_process_has_an_id_in_each_namespace(String kernel) {
        TaskStatus status = fixture(kernel, "nested");
        TaskStatus.NamespaceIds ids = status.inNamespaces().value().orElseThrow();
        assertThat(ids.task()).containsExactly(status.task(), 1);
        assertThat(ids.process()).containsExactly(status.process(), 1);
        assertThat(ids.session()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "7.2"})
    void a_stopped_process_says_so(String kernel) {
        assertThat(fixture(kernel, "stopped").state()).isEqualTo(TaskState.STOPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "'Name:\ta', 'Name:\ta\\x', 1, Name: a backslash is not followed by n or another",
        "'Umask:\t0027', 'Umask:\t0028', 2, Umask: expected a number",
        "'Umask:\t0027', 'Umask:\t01000', 2, Umask: 01000 is too large",
        "'Uid:\t11', 'Uid:\t4294967296', 9, Uid: 4294967296 is too large",
        "'Uid:\t11', 'Uid:\t11\t11', 9, end: there are more than 4 fields",
        "'Gid:\t21\t', 'Gid:\t', 10, Gid: the line has only 3 fields",
        "'SigQ:\t1/', 'SigQ:\t1 ', 38, SigQ: expected two numbers and a slash",
        "'Seccomp:\t0', 'Seccomp:\t3', 50, Seccomp: no mode has the number 3",
        "'Cpus_allowed_list:\t0', 'Cpus_allowed_list:\t3-1', 55, Cpus_allowed_list: the range 3-1 ends",
        "'VmRSS:', 'VmRSX:', 1, VmRSS: there is no such line"
    })
    void a_fault_names_line_and_field(String what, String by, int number, String message) {
        String text = Fixture.text("7.2", "odd/status");
        assertThat(text).contains(what);
        assertThatThrownBy(() -> parse(text.replaceFirst(what, by.replace("\\", "\\\\"))))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("status, line " + number + ", " + message);
    }

    @Test
    void a_text_that_is_cut_off_is_refused() {
        String text = Fixture.text("odd/status");
        assertThatThrownBy(() -> parse(text.substring(0, text.length() - 1)))
                .hasMessageContaining("end: the text is cut off");
        assertThatThrownBy(() -> parse("")).hasMessageStartingWith("status, line 1, text: the file is empty");
    }
}
