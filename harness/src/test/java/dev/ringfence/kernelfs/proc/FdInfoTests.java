package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdInfoTests {

    private static FdInfo parse(String fixture) {
        return FdInfo.parse(fixture, Fixture.text(fixture));
    }

    @Test
    void a_file_has_a_position_and_flags() {
        FdInfo info = parse("fdinfo/file");
        assertThat(info.position()).isEqualTo(13);
        assertThat(info.flags()).isEqualTo(022700002);
        assertThat(info.isReadable()).isTrue();
        assertThat(info.isWritable()).isTrue();
        assertThat(info.count()).isEmpty();
        assertThat(info.pid()).isEmpty();
    }

    @Test
    void each_kind_tells_what_it_knows() {
        assertThat(parse("fdinfo/eventfd").count()).hasValue(0x1f);
        assertThat(parse("fdinfo/eventpoll").watchedFds()).containsExactly(4, 11);
        assertThat(parse("fdinfo/inotify").inotifyWatches()).isEqualTo(2);
        assertThat(parse("fdinfo/pidfd").pid()).hasValue(9);
        assertThat(parse("fdinfo/pidfd-of-ended").pid()).hasValue(-1);
        assertThat(parse("fdinfo/timerfd").watchedFds()).isEmpty();
    }

    @Test
    void the_ends_of_a_pipe_differ_in_their_flags() {
        assertThat(parse("fdinfo/pipe-read").isReadable()).isTrue();
        assertThat(parse("fdinfo/pipe-read").isWritable()).isFalse();
        assertThat(parse("fdinfo/pipe-write").isReadable()).isFalse();
        assertThat(parse("fdinfo/pipe-write").isWritable()).isTrue();
    }

    @Test
    void what_is_missing_or_malformed_is_an_error() {
        assertThatThrownBy(() -> FdInfo.parse("/proc/1/fdinfo/2", "flags:\t02\n"))
                .hasMessageStartingWith("/proc/1/fdinfo/2, line 1, pos: there is no such line");
        assertThatThrownBy(() -> FdInfo.parse("/proc/1/fdinfo/2", "pos:\t0\n"))
                .hasMessageStartingWith("/proc/1/fdinfo/2, line 1, flags: there is no such line");
        assertThatThrownBy(() -> FdInfo.parse("f", "pos:\t0\nflags:\t09\n"))
                .hasMessageStartingWith("f, line 2, flags: expected a number but it is \"09\"");
        assertThatThrownBy(() -> FdInfo.parse("f", "pos:\t0\nflags:\t0\ntfd: x events: 1\n"))
                .hasMessageStartingWith("f, line 3, tfd: expected a number but it is \"x\"");
    }

    @Test
    void what_has_gone_is_absent_and_what_cannot_be_read_has_failed(@TempDir Path proc) throws Exception {
        assertThat(FdInfo.read(proc, 7, 3)).isEqualTo(new Reading.Absent<FdInfo>(proc + "/7/fdinfo/3 is not there"));
        Files.createDirectories(proc.resolve("7/fdinfo/3"));
        assertThat(FdInfo.read(proc, 7, 3)).isInstanceOf(Reading.Failed.class);
        assertThat(FdInfo.read(proc, 7, 3).fault()).startsWith(proc + "/7/fdinfo/3: IOException: ");
    }

    @Test
    void links_are_read_by_number(@TempDir Path proc) throws Exception {
        Path directory = Files.createDirectories(proc.resolve("7/fd"));
        Files.createSymbolicLink(directory.resolve("10"), Path.of("socket:[4711]"));
        Files.createSymbolicLink(directory.resolve("9"), Path.of("/tmp/a (deleted)"));
        assertThat(FdLinks.read(proc, 7).value().orElseThrow().entrySet())
                .extracting(Object::toString)
                .isEqualTo(List.of("9=/tmp/a (deleted)", "10=socket:[4711]"));
        assertThat(FdLinks.read(proc, 8)).isInstanceOf(Reading.Absent.class);
        Files.createFile(directory.resolve("11"));
        assertThat(FdLinks.read(proc, 7)).isInstanceOf(Reading.Failed.class);
    }
}
