package dev.ringfence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Actor;
import dev.ringfence.event.Scope;
import dev.ringfence.testing.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Compares the ledger with a table that does what the kernel's does, over arbitrary sequences of calls. */
class LedgerModelTests {

    /** A descriptor table: number to whether the test opened it. New numbers are the lowest that are free. */
    private final Map<Integer, Boolean> table = new TreeMap<>();

    private int most;

    @RepeatedTest(200)
    void the_ledger_holds_what_the_table_of_the_kernel_holds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int fd = 0; fd < random.nextInt(6); fd++) table.put(fd, false);
        Ledger ledger = new Ledger(Calls.WORKER, new TreeSet<>(table.keySet()));
        int before = table.size();
        Calls calls = new Calls();
        int openings = 0;
        for (int step = 0; step < 300; step++) {
            openings += step(random, calls, ledger);
            most = Math.max(most, openByTest());
            assertThat(ledger.anyLeftOpenByTest()).isEqualTo(openByTest() > 0);
        }
        assertThat(ledger.openNow()).isEqualTo(table.keySet());
        LedgerResult result = ledger.finish(new TreeSet<>(table.keySet()), Set.of());
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.lives()).hasSize(before + openings);
        assertThat(result.lives()).filteredOn(DescriptorLife::isLeftOpen).hasSize(openByTest());
        assertThat(result.peak()).isEqualTo(most);
    }

    private int openByTest() {
        return (int) table.values().stream().filter(byTest -> byTest).count();
    }

    private int step(Random random, Calls calls, Ledger ledger) {
        boolean judged = random.nextInt(4) > 0;
        Actor actor = judged ? Calls.POOL : Calls.JVM;
        calls.by(actor).in(judged ? Scope.TEST : Scope.RUNTIME);
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                ledger.apply(calls.open(make(judged), "/tmp/x"));
                return 1;
            }
            case 2 -> {
                ledger.apply(calls.pipe(make(judged), make(judged)));
                return 2;
            }
            case 3 -> {
                if (table.isEmpty()) return 0;
                ledger.apply(calls.dup(any(random), make(judged)));
                return 1;
            }
            case 4 -> {
                if (table.isEmpty()) return 0;
                int from = any(random);
                int to = random.nextInt(20);
                ledger.apply(calls.dup2(from, to));
                if (from == to) return 0;
                table.put(to, judged);
                return 1;
            }
            case 5 -> {
                int fd = random.nextInt(20);
                ledger.apply(calls.close(fd));
                table.remove(fd);
                return 0;
            }
            default -> {
                int first = random.nextInt(20);
                int last = first + random.nextInt(4);
                ledger.apply(calls.closeRange(first, last));
                table.keySet().removeIf(fd -> fd >= first && fd <= last);
                return 0;
            }
        }
    }

    private int make(boolean judged) {
        int fd = 0;
        while (table.containsKey(fd)) fd++;
        table.put(fd, judged);
        return fd;
    }

    private int any(Random random) {
        List<Integer> fds = new ArrayList<>(table.keySet());
        return fds.get(random.nextInt(fds.size()));
    }
}
