package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.proc.MappedFiles.Mapping;
import org.junit.jupiter.api.Test;

class MappedFilesTests {
    private static final String LIBRARY = "/usr/lib/jvm/java-17-openjdk-amd64/lib/server/libjvm.so";

    @Test
    void finds_where_a_library_begins() {
        MappedFiles mapped = MappedFiles.parse("maps", Fixture.text("maps-jvm"));

        assertThat(mapped.beginningOf("libjvm.so")).contains(new Mapping(0x7f0bbb400000L, 0x7f0bbb651000L, 0, LIBRARY));
        assertThat(mapped.beginningOf("jvm.so")).isEmpty();
        assertThat(mapped.mappings())
                .contains(new Mapping(0x7f0bbb651000L, 0x7f0bbc3a4000L, 0x251000, LIBRARY))
                .noneMatch(mapping -> mapping.path().contains("[heap]"));
    }

    @Test
    void a_path_may_have_blanks() {
        assertThat(MappedFiles.parse("maps", """
                        55d0-55d1 r--p 00000000 fe:00 7        /tmp/a  b.so (deleted)
                        7ffc-7ffd rw-p 00000000 00:00 0        [stack]
                        7ffd-7ffe rw-p 00000000 00:00 0
                        """).mappings())
                .containsExactly(new Mapping(0x55d0, 0x55d1, 0, "/tmp/a  b.so (deleted)"));
    }

    @Test
    void what_has_no_addresses_is_refused() {
        assertThatThrownBy(() -> MappedFiles.parse("maps", "55d0 rwxp 0 fe:00 7 /lib"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageContaining("expected a range");
    }
}
