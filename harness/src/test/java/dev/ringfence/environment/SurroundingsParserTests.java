package dev.ringfence.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsParserTests {
    /** Lines of /proc/self/status below strace -f in a container, Linux 6.18. */
    private static final String STATUS = """
            Name:	java
            Tgid:	4242
            TracerPid:	4711
            CapInh:	0000000000000000
            CapPrm:	00000000a80425fb
            CapEff:	00000000a80c25fb
            NoNewPrivs:	1
            Seccomp:	2
            Seccomp_filters:	1
            """;

    @Test
    void a_status_tells_tracer_filter_and_capabilities() {
        assertThat(SurroundingsParser.tracer(STATUS)).contains(4711);
        assertThat(SurroundingsParser.seccompMode(STATUS)).isEqualTo(2);
        assertThat(SurroundingsParser.hasCapability(STATUS, 19)).isTrue();
        assertThat(SurroundingsParser.hasCapability(STATUS, 21)).isFalse();
        assertThat(SurroundingsParser.tracer(STATUS.replace("4711", "0"))).isEmpty();
        assertThat(SurroundingsParser.seccompMode(STATUS.replace("Seccomp:", "Other:")))
                .isZero();
    }

    @Test
    void a_status_without_its_lines_is_an_error() {
        assertThatThrownBy(() -> SurroundingsParser.tracer("Name:\tjava\n"))
                .isInstanceOf(KernelTextException.class)
                .hasMessageContaining("/proc/self/status")
                .hasMessageContaining("TracerPid");
    }

    @Test
    void the_first_user_namespace_maps_every_id_to_itself() {
        assertThat(SurroundingsParser.isMapped("         0          0 4294967295\n"))
                .isFalse();
        assertThat(SurroundingsParser.isMapped("         0       1000          1\n"))
                .isTrue();
        assertThat(SurroundingsParser.isMapped("         0       1000          1\n         1     100000      65536\n"))
                .isTrue();
    }

    @Test
    void who_is_unconfined_is_not_confined() {
        assertThat(SurroundingsParser.confinement("docker-default (enforce)\n")).contains("docker-default (enforce)");
        assertThat(SurroundingsParser.confinement("system_u:system_r:container_t:s0:c1,c2\0"))
                .contains("system_u:system_r:container_t:s0:c1,c2");
        assertThat(SurroundingsParser.confinement("unconfined\n")).isEmpty();
        assertThat(SurroundingsParser.confinement("unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023\0"))
                .isEmpty();
        assertThat(SurroundingsParser.confinement("")).isEmpty();
    }

    @Test
    void the_last_mount_on_proc_counts() {
        String first = "23 29 0:21 / /proc rw,relatime - proc proc rw,hidepid=2,gid=7\n";
        String other = "24 29 0:22 / /sys rw,relatime shared:2 - sysfs sysfs rw\n";
        String bound = "45 43 0:21 / /proc rw,relatime - proc proc rw,gid=7,hidepid=ptraceable\n";

        assertThat(SurroundingsParser.hidepid(first + other)).contains("2");
        assertThat(SurroundingsParser.hidepid(first + bound)).contains("ptraceable");
        assertThat(SurroundingsParser.hidepid(bound + "46 43 0:21 / /proc rw - proc proc rw\n"))
                .isEmpty();
        assertThat(SurroundingsParser.hidepid(first.replace("hidepid=2", "hidepid=off")))
                .isEmpty();
        assertThat(SurroundingsParser.hidepid(other)).isEmpty();
    }

    @Test
    void a_machine_without_the_files_explains_nothing(@TempDir Path root) {
        assertThat(new SurroundingsReader(root).read()).isEqualTo(Surroundings.unknown());
    }

    @Test
    void the_files_of_a_machine_are_read(@TempDir Path root) throws IOException {
        write(root, "proc/sys/kernel/yama/ptrace_scope", "2\n");
        write(root, "proc/self/status", STATUS);
        write(root, "proc/self/uid_map", "         0          0 4294967295\n");
        write(root, "proc/self/attr/current", "docker-default (enforce)\n");
        write(root, "proc/self/mountinfo", "23 29 0:21 / /proc rw - proc proc rw,hidepid=1\n");

        assertThat(new SurroundingsReader(root).read())
                .isEqualTo(new Surroundings(2, 4711, true, true, false, "docker-default (enforce)", "1"));
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
