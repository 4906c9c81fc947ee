package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.ActorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("linux")
class ActorsLinuxTests {
    private static final int PID = (int) ProcessHandle.current().pid();

    private final Actors actors = new Actors(PID);

    /** Asks about a thread that is called like its creator, and again after it has named itself. */
    private ActorKind[] kinds(String creator, boolean maybeUnnamed) throws Exception {
        CompletableFuture<Integer> tid = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch renamed = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        tid.complete(Integer.valueOf(Files.readSymbolicLink(Path.of("/proc/thread-self"))
                                .getFileName()
                                .toString()));
                        asked.await();
                        Thread.currentThread().setName("Common-Cleaner");
                        renamed.countDown();
                        over.await();
                    } catch (Exception e) {
                        tid.completeExceptionally(e);
                    }
                },
                "creator");
        thread.start();
        try {
            Tracee tracee = new Tracee(tid.get(10, TimeUnit.SECONDS), PID);
            tracee.maybeUnnamed = maybeUnnamed;
            tracee.inheritedName = creator;
            ActorKind before = actors.kindSoFar(tracee);
            asked.countDown();
            assertThat(renamed.await(10, TimeUnit.SECONDS)).isTrue();
            return new ActorKind[] {before, actors.kindSoFar(tracee)};
        } finally {
            asked.countDown();
            over.countDown();
            thread.join();
        }
    }

    @Test
    void a_thread_that_has_its_creators_name_is_looked_at_again() throws Exception {
        assertThat(kinds("creator", true)).containsExactly(ActorKind.APPLICATION, ActorKind.CLEANER);
    }

    @Test
    void so_is_one_whose_creator_is_not_known_yet() throws Exception {
        assertThat(kinds(null, true)).containsExactly(ActorKind.APPLICATION, ActorKind.CLEANER);
    }

    @Test
    void one_that_has_named_itself_is_known() throws Exception {
        assertThat(kinds("somebody", true)).containsExactly(ActorKind.APPLICATION, ActorKind.APPLICATION);
        assertThat(kinds("creator", false)).containsExactly(ActorKind.APPLICATION, ActorKind.APPLICATION);
    }
}
