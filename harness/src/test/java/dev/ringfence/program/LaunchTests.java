package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.PathAccess;
import dev.ringfence.spawn.StoppedProgram.UserIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTests {
    @TempDir
    Path directory;

    private final PathAccess files = new PathAccess(Libc.load());

    @Test
    void a_name_is_looked_for_in_the_directories_of_the_path() throws Exception {
        Path later = Files.createDirectory(directory.resolve("later"));
        Files.writeString(directory.resolve("tool"), "not executable");
        Path before = Files.createDirectories(directory.resolve("before/tool")).getParent();
        Path tool = Files.writeString(later.resolve("tool"), "");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        assertThat(Launch.find("tool", "/nowhere:" + directory + ":" + before + ":" + later, files))
                .isEqualTo(tool.toString());
    }

    @Test
    void a_name_that_is_nowhere_is_told_with_the_path() {
        assertThatThrownBy(() -> Launch.find("no-tool", "/nowhere", files))
                .isInstanceOf(Launch.NotFoundException.class)
                .hasMessage("\"no-tool\" is not a program in /nowhere");
    }

    @Test
    void variables_are_set_and_removed_and_the_others_keep_their_order() {
        assertThat(Launch.changed(List.of("B=1", "A=2", "C=x=y"), List.of("A=3", "C", "D=")))
                .containsExactly("B=1", "A=3", "D=");
    }

    @Test
    void doubles_stay_since_the_first_of_them_counts() {
        List<String> doubled = List.of("A=1", "A=2", "text");
        assertThat(Launch.changed(doubled, List.of())).isEqualTo(doubled);
        assertThat(Launch.changed(doubled, List.of("A=3"))).containsExactly("A=3", "A=2", "text");
        assertThat(Launch.changed(doubled, List.of("A"))).containsExactly("text");
    }

    @Test
    void a_user_has_its_group_and_those_it_is_a_member_of() {
        List<String> passwd = List.of("root:x:0:0:root:/root:/bin/sh", "ann:x:1000:1001::/home/ann:/bin/sh");
        List<String> groups = List.of("ann:x:1001:", "audio:x:29:bob,ann", "video:x:44:bob");
        assertThat(UserLookup.find("ann", passwd, groups)).isEqualTo(new UserIds(1000, 1001, List.of(1001, 29)));
        assertThatThrownBy(() -> UserLookup.find("eve", passwd, groups))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no user \"eve\" in /etc/passwd");
    }
}
