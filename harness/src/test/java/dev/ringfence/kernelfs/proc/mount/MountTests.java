package dev.ringfence.kernelfs.proc.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.DeviceNumber;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.ProcTree;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class MountTests {
    private static final List<String> KERNELS = Fixture.KERNELS;
    private static final String ODD_PATH = "/tmp/odd/blank tab\tline\nback\\slash";

    private static List<MountPoint> parse(String text) {
        return MountPoint.parse("mountinfo", text);
    }

    @Test
    void fields_are_in_their_order() {
        assertThat(
                        parse(
                                "36 35 98:7 /mnt1 /mnt2 rw,noatime master:1 shared:12 - fuse.sshfs me@there:/ rw,user_id=0,group_id=1\n"))
                .containsExactly(new MountPoint(
                        36,
                        35,
                        new DeviceNumber(98, 7),
                        "/mnt1",
                        "/mnt2",
                        List.of("rw", "noatime"),
                        List.of("master:1", "shared:12"),
                        "fuse.sshfs",
                        "me@there:/",
                        List.of("rw", "user_id=0", "group_id=1")));
    }

    @Test
    void a_source_may_be_empty_and_an_option_may_have_commas() {
        MountPoint mount =
                parse("1 2 0:3 / / rw - tmpfs  rw,context=\"a:b,c\",x\n").get(0);
        assertThat(mount.source()).isEmpty();
        assertThat(mount.fileSystemOptions()).containsExactly("rw", "context=\"a:b,c\"", "x");
        assertThat(mount.peerGroup()).isEmpty();
        assertThat(MountEntry.parse("mounts", " /x tmpfs rw 0 0\n"))
                .containsExactly(new MountEntry("", "/x", "tmpfs", List.of("rw")));
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void names_are_unescaped(String kernel) {
        List<MountPoint> mounts = parse(Fixture.text(kernel, "machine/mountinfo"));
        assertThat(mounts)
                .filteredOn(mount -> mount.path().equals(ODD_PATH))
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.source()).isEqualTo("a b#c\\d");
                    assertThat(mount.type()).isEqualTo("tmpfs");
                    assertThat(mount.fileSystemOptions()).contains("rw", "size=1024k");
                });
        assertThat(mounts)
                .filteredOn(mount -> mount.path().equals("/tmp/odd/bound"))
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.root()).isEqualTo("/er");
                    assertThat(mount.peerGroup()).hasValue(1);
                });
        assertThat(MountEntry.parse("mounts", Fixture.text(kernel, "machine/mounts")))
                .contains(new MountEntry(
                        "a b#c\\d",
                        ODD_PATH,
                        "tmpfs",
                        mounts.stream()
                                .filter(mount -> mount.path().equals(ODD_PATH))
                                .map(mount -> options(mount))
                                .findFirst()
                                .orElseThrow()));
    }

    /** The table in the form of fstab has both kinds of options, and says once whether it is writable. */
    private static List<String> options(MountPoint mount) {
        return Stream.concat(
                        mount.options().stream(),
                        mount.fileSystemOptions().stream().skip(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'1 2 0:3 / / rw tmpfs\n', -: the line has only 7 fields",
        "'x 2 0:3 / / rw - a b c\n', mount ID: expected a number",
        "'1 2 0 / / rw - a b c\n', dev: expected two numbers",
        "'1 2 0:3 / / rw - a b\n', super options: the line has only 9 fields",
        "'1 2 0:3 / / rw - a b c d\n', end: there are more than 10 fields",
        "'1 2 0:3 / / rw - a b c', end: the text is cut off"
    })
    void a_row_that_is_not_understood_is_refused(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("mountinfo, line 1, " + message);
    }

    @Test
    void what_has_ended_has_no_mounts(@TempDir Path proc) {
        assertThat(MountPoint.read(new ProcTree(proc).process(7)))
                .isEqualTo(new Reading.Absent<>(proc + "/7/mountinfo is not there"));
        assertThat(parse("")).isEmpty();
    }
}
