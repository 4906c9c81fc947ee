package dev.ringfence.assertions;

import static dev.ringfence.assertions.CallConditions.none;
import static dev.ringfence.assertions.CallConditions.one;
import static dev.ringfence.assertions.CallConditions.starts;
import static dev.ringfence.assertions.Calls.execs;
import static dev.ringfence.assertions.Calls.forks;
import static dev.ringfence.assertions.Calls.fsync;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.Calls.rename;
import static dev.ringfence.assertions.Calls.renames;
import static dev.ringfence.assertions.Calls.write;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.move;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.write;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import dev.ringfence.syscall.FamilyTable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallsTests {
    private static Recording saves(CallBuilder... calls) {
        return starts().observing("writes,copies,truncates,fallocate")
                .with(calls)
                .build();
    }

    // --- Families ---

    static Stream<Method> families() {
        return Arrays.stream(Calls.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                // Their order differs from one virtual machine to the next, and with it the names of tests.
                .sorted(Comparator.comparing(Method::getName));
    }

    @Test
    void each_family_has_its_condition() {
        assertThat(families().map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        FamilyTable.all().stream().map(Family::name).toList());
    }

    @ParameterizedTest
    @MethodSource("families")
    void the_condition_of_a_family_is_about_its_calls(Method method) throws ReflectiveOperationException {
        CallCondition condition = (CallCondition) method.invoke(null);

        assertThat(condition).hasToString(method.getName() + "()");
        assertThat(condition.rule().observing().names())
                .isEqualTo(FamilyTable.get(method.getName()).members());
    }

    // --- Programs and processes among calls ---

    @Test
    void programs_that_were_dropped_may_be_among_calls_of_which_none_was_counted() {
        Recording recording =
                starts().gap(Concern.EVENTS, "12 events were dropped").build();

        none(recording, opens().or(renames()));
        assertThat(cannotTell(() -> none(recording, opens().or(execs())))).contains("12 events were dropped");
        assertThat(cannotTell(() -> none(recording, execs().or(opens())))).contains("12 events were dropped");
    }

    @Test
    void programs_and_calls_are_counted_together() {
        Recording recording = starts().with(open(5, "/a"))
                .executes("/bin/ls", Scope.TEST)
                .calls("close", null)
                .build();

        assertThat(recording).calls(opens().or(execs())).exactly(2);
    }

    @Test
    void a_process_is_started_by_the_program_of_its_parent() {
        Recording recording = starts().startsProcess(6000)
                .executes(6000, "/usr/bin/git", List.of())
                .startsProcess(6000, "git", 6001)
                .build();

        one(recording, forks().inProcess("git"));
    }

    @Test
    void which_thread_executed_a_program_is_not_known() {
        Recording recording = starts().executes("/bin/ls", Scope.TEST).build();

        assertThat(cannotTell(() -> none(recording, execs().by("main"))))
                .contains("it is not known which thread it was");
    }

    // --- Steps to the device ---

    @Test
    void steps_are_called_what_a_test_calls_them() {
        assertThat(write("/d/*")).hasToString("write(\"/d/*\")");
        assertThat(fsync("/d")).hasToString("fsync(\"/d\")");
        assertThat(rename("/d/a.tmp", "/d/a")).hasToString("rename(\"/d/a.tmp\", \"/d/a\")");
    }

    @Test
    void what_is_written_is_the_file_behind_the_descriptor() {
        Recording recording = saves(
                open(5, "/d/a", 1),
                write(5, 9),
                call("fsync", 5),
                write(8, 9).fails("EBADF"),
                call("fsync", 8).fails("EBADF"));

        one(recording, write("/d/a"));
        one(recording, fsync("/d/a"));
        none(recording, write("/d/b"));
        none(recording, fsync("/d/b"));
    }

    @Test
    void a_write_that_worked_on_a_number_that_nobody_opened_may_be_to_any_file() {
        assertThat(cannotTell(() -> none(saves(write(8, 9)), write("/d/a"))))
                .contains("it is not known what its descriptor stood for");
        assertThat(cannotTell(() -> none(saves(write(8, 9).fails("EBADF").inChild(7000, "old")), write("/d/a"))))
                .contains("it is not known what its descriptor stood for");
    }

    @Test
    void only_a_rename_renames() {
        Recording recording = saves(
                move("/d/./a.tmp", "/d/a"),
                call("renameat2").path("/d/a.tmp").otherPath("/d/a"),
                move("/d/a", "/d/a.tmp"),
                call("link").path("/d/a.tmp").otherPath("/d/a"));

        assertThat(recording).calls(rename("/d/a.tmp", "/d/a")).exactly(2);
    }

    @Test
    void a_rename_of_a_path_that_is_not_known_may_be_any() {
        assertThat(cannotTell(() -> none(saves(move("a.tmp", "/d/a")), rename("/d/a.tmp", "/d/a"))))
                .contains("its path is not known");
        none(saves(move("a.tmp", "/d/b")), rename("/d/a.tmp", "/d/a"));
    }
}
