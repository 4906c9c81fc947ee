package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmThreadsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VM Thread",
                "GC Thread#11",
                "G1 Refine#0",
                "C2 CompilerThre",
                "Signal Dispatch",
                "ZWorkerYoung#0",
                "VM Periodic Tas",
                "Attach Listener"
            })
    void of_the_virtual_machine(String name) {
        assertThat(VmThreads.isWithoutFrames(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "main", "Reference Handl", "Common-Cleaner", "pool-1-thread-1", "GC Thread", "Zoo"})
    void that_run_java(String name) {
        assertThat(VmThreads.isWithoutFrames(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VM Thread", "GC Thread#11", "ZWorkerYoung#0", "ZDriverMinor", "Shenandoah GC "})
    void for_which_others_wait(String name) {
        assertThat(VmThreads.holdsUpOthers(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C2 CompilerThre", "G1 Conc#0", "VM Periodic Tas", "Common-Cleaner", "main", "GC Thread"})
    void for_which_nobody_waits(String name) {
        assertThat(VmThreads.holdsUpOthers(name)).isFalse();
    }
}
