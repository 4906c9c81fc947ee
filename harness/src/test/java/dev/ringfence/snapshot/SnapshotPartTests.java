package dev.ringfence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SnapshotPartTests {

    @Test
    void a_setting_names_parts_in_lower_case_with_hyphens() {
        assertThat(SnapshotPart.parse(" memory, thread-origins,,MACHINE"))
                .containsExactly(SnapshotPart.MEMORY, SnapshotPart.THREAD_ORIGINS, SnapshotPart.MACHINE);
        assertThat(SnapshotPart.parse("")).isEmpty();
        for (SnapshotPart part : SnapshotPart.values()) {
            assertThat(SnapshotPart.parse(part.spelled())).containsExactly(part);
        }
    }

    @Test
    void another_name_is_refused_with_all_that_there_are() {
        assertThatThrownBy(() -> SnapshotPart.parse("memory,stacks"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"stacks\" is no part of a snapshot; there are memory, heap, mappings, sockets, interfaces,"
                                + " mounts, environment, groups, group-counters, descriptors, descriptor-details, threads, thread-details,"
                                + " thread-origins, machine");
    }
}
