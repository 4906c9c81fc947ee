package dev.ringfence.budget;

import static dev.ringfence.budget.Locks.JDK17;
import static dev.ringfence.budget.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockStoreTests {
    private static final LockKey A = new LockKey("A#a()", "opens");
    private static final LockKey B = new LockKey("B#b()", "opens");
    private static final int ADDED_BY_EACH = 25;

    @TempDir
    Path directory;

    private Path file;
    private LockStore store;

    @BeforeEach
    void makeStore() {
        file = directory.resolve("ringfence.budgets");
        store = new LockStore(file);
    }

    private static Locked value(long number) {
        return new Locked.Value(number, 0);
    }

    private static LockChange locks(LockKey key, long number) {
        return new LockChange(JDK17, Map.of(key, value(number)), Set.of(), Map.of(), Set.of());
    }

    private static LockChange proposes(LockKey key, long number) {
        return new LockChange(JDK17, Map.of(), Set.of(), Map.of(key, value(number)), Set.of());
    }

    private static LockChange settles(LockKey key) {
        return new LockChange(JDK17, Map.of(), Set.of(), Map.of(), Set.of(key));
    }

    private BudgetLock proposal() throws IOException {
        return new LockStore(store.proposal()).read();
    }

    private static BudgetLock opens(long a, long b) {
        return lock().line(JDK17, A.test(), "opens", a)
                .line(JDK17, B.test(), "opens", b)
                .build();
    }

    // --- The lock ---

    @Test
    void a_file_that_is_not_there_is_empty_and_stays_away_while_nothing_is_locked() throws IOException {
        assertThat(store.read()).isEqualTo(BudgetLock.empty());
        assertThat(store.apply(settles(A))).isEqualTo(BudgetLock.empty());
        assertThat(new LockStore(directory.resolve("a/b/x.budgets")).apply(settles(A)))
                .isEqualTo(BudgetLock.empty());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void lines_are_removed_with_their_proposals() throws IOException {
        store.apply(locks(A, 4));
        store.apply(locks(B, 5));

        store.apply(new LockChange(JDK17, Map.of(), Set.of(A), Map.of(), Set.of()));

        assertThat(store.read().section(JDK17)).containsOnlyKeys(B);
        assertThat(store.proposal()).doesNotExist();
    }

    @Test
    void changes_add_up_and_leave_nothing_but_the_file() throws IOException {
        store.apply(locks(A, 4));
        store.apply(locks(B, 5));

        assertThat(store.apply(locks(A, 6))).isEqualTo(opens(6, 5));
        assertThat(file).hasContent(LockWriter.write(opens(6, 5)));
        assertThat(directory.toFile().list()).containsExactly("ringfence.budgets");
        Path ordinary = Files.writeString(directory.resolve("ordinary"), "");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void what_does_not_change_is_not_written() throws IOException {
        store.apply(locks(A, 4));
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, longAgo);

        store.apply(locks(A, 4));

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    }

    @Test
    void a_file_that_is_no_lock_is_not_overwritten() throws IOException {
        Files.writeString(file, "<<<<<<< HEAD\n");

        assertThatThrownBy(() -> store.apply(locks(A, 4))).isInstanceOf(KernelTextException.class);
        assertThat(file).hasContent("<<<<<<< HEAD\n");
        assertThat(directory.toFile().list()).containsExactly("ringfence.budgets");
    }

    @Test
    void directories_are_made() throws IOException {
        LockStore deep = new LockStore(directory.resolve("a/b/x.budgets"));

        deep.apply(locks(A, 4));

        assertThat(deep.read().section(JDK17)).containsOnlyKeys(A);
    }

    // --- The proposal ---

    @Test
    void a_proposal_is_the_lock_with_what_is_proposed() throws IOException {
        store.apply(locks(A, 4));
        store.apply(locks(B, 5));

        store.apply(proposes(A, 9));

        assertThat(store.read()).isEqualTo(opens(4, 5));
        assertThat(proposal()).isEqualTo(opens(9, 5));
    }

    @Test
    void proposals_of_several_runs_add_up() throws IOException {
        store.apply(locks(A, 4));
        store.apply(locks(B, 5));
        store.apply(proposes(A, 9));
        store.apply(proposes(B, 8));

        assertThat(proposal()).isEqualTo(opens(9, 8));
    }

    @Test
    void what_is_settled_is_not_proposed_any_more_and_an_empty_proposal_goes() throws IOException {
        store.apply(locks(A, 4));
        store.apply(locks(B, 5));
        store.apply(proposes(A, 9));
        store.apply(proposes(B, 8));

        store.apply(settles(A));
        assertThat(proposal()).isEqualTo(opens(4, 8));

        store.apply(settles(B));
        assertThat(store.proposal()).doesNotExist();
    }

    @Test
    void what_was_proposed_before_the_lock_was_changed_by_somebody_else_is_forgotten() throws IOException {
        store.apply(locks(A, 4));
        store.apply(proposes(A, 9));
        Files.writeString(file, LockWriter.write(opens(4, 5)));
        Files.setLastModifiedTime(store.proposal(), FileTime.fromMillis(1_000_000));

        store.apply(proposes(B, 8));

        assertThat(proposal()).isEqualTo(opens(4, 8));
    }

    @Test
    void what_was_proposed_at_the_moment_of_the_last_change_counts() throws IOException {
        store.apply(locks(A, 4));
        store.apply(locks(B, 5));
        store.apply(proposes(A, 9));
        Files.setLastModifiedTime(store.proposal(), FileTime.fromMillis(1_000_000));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        store.apply(proposes(B, 8));

        assertThat(proposal()).isEqualTo(opens(9, 8));
    }

    @Test
    void what_another_run_proposed_survives_a_line_that_is_locked() throws IOException {
        store.apply(locks(A, 4));
        store.apply(proposes(A, 9));
        store.apply(locks(B, 5));

        assertThat(proposal()).isEqualTo(opens(9, 5));
    }

    @Test
    void a_proposal_that_cannot_be_read_is_made_anew() throws IOException {
        store.apply(locks(A, 4));
        Files.writeString(store.proposal(), "scribbled on");

        store.apply(proposes(A, 9));

        assertThat(proposal().section(JDK17)).containsEntry(A, value(9));
    }

    // --- Several at once ---

    /** Adds lines of its own, one at a time. */
    static final class Adder {
        private Adder() {}

        public static void main(String[] arguments) throws IOException {
            LockStore store = new LockStore(Path.of(arguments[0]));
            for (int i = 0; i < ADDED_BY_EACH; i++) {
                store.apply(locks(new LockKey(arguments[1] + "#t" + i + "()", "opens"), i));
            }
        }
    }

    @Test
    @Tag("processes")
    void no_line_of_several_jvms_and_threads_is_lost() throws Exception {
        List<Process> jvms = new ArrayList<>();
        for (String name : List.of("P", "Q", "R")) {
            jvms.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Adder.class.getName(),
                            file.toString(),
                            name)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".log").toFile())
                    .start());
        }
        Thread thread = new Thread(() -> addAsThread("S"));
        thread.start();
        addAsThread("T");
        thread.join(TimeUnit.MINUTES.toMillis(2));
        for (Process jvm : jvms) {
            assertThat(jvm.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(jvm.exitValue()).as(logs()).isZero();
        }

        assertThat(store.read().section(JDK17)).hasSize(5 * ADDED_BY_EACH);
        assertThat(directory.toFile().list((where, name) -> !name.endsWith(".log")))
                .containsExactly("ringfence.budgets");
    }

    private void addAsThread(String name) {
        try {
            Adder.main(new String[] {file.toString(), name});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        for (File log : directory.toFile().listFiles((where, name) -> name.endsWith(".log"))) {
            all.append(Files.readString(log.toPath()));
        }
        return all.toString();
    }
}
