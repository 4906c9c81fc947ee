package dev.ringfence.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracerArchiveTests {
    private static final String USES = "-XX:SharedArchiveFile=";
    private static final String WRITES = "-XX:ArchiveClassesAtExit=";
    /** Larger than any that Linux gives. */
    private static final long NOBODY = 1L << 40;

    @TempDir
    Path home;

    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.writeString(home.resolve("harness.jar"), "classes");
    }

    private TracerArchive archive() {
        return find(Map.of(), null).orElseThrow();
    }

    private Optional<TracerArchive> find(Map<String, String> environment, String configured) {
        return TracerArchive.of(List.of(jar), configured, environment, home);
    }

    private static Path file(TracerArchive archive) {
        return Path.of(archive.option().replace(USES, "").replace(WRITES, ""));
    }

    /** Does what a tracer does when it ends. */
    private static Path write(TracerArchive archive) throws IOException {
        assertThat(archive.option()).startsWith(WRITES);
        return Files.writeString(file(archive), "archive");
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".cache/ringfence"))) {
            return files.toList();
        }
    }

    @Test
    void the_first_tracer_writes_it_and_the_next_uses_it() throws IOException {
        TracerArchive first = archive();
        write(first);
        first.keep();

        TracerArchive second = archive();
        assertThat(second.option()).startsWith(USES);
        assertThat(file(second)).hasContent("archive").hasParentRaw(home.resolve(".cache/ringfence"));
        assertThat(all()).containsExactly(file(second));
    }

    @Test
    void what_a_tracer_wrote_that_was_ended_is_not_used() throws IOException {
        TracerArchive first = archive();
        write(first);
        first.discard();

        assertThat(archive().option()).startsWith(WRITES);
        assertThat(all()).isEmpty();
    }

    @Test
    void one_with_which_a_tracer_was_ended_is_made_again() throws IOException {
        TracerArchive first = archive();
        write(first);
        first.keep();

        TracerArchive second = archive();
        assertThat(second.option()).startsWith(USES);
        second.discard();

        assertThat(archive().option()).startsWith(WRITES);
        assertThat(all()).isEmpty();
    }

    @Test
    void two_at_once_do_not_write_to_one_file() throws IOException {
        TracerArchive one = archive();
        TracerArchive other = archive();
        write(one);
        write(other);
        one.keep();
        other.keep();
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_tracer_that_wrote_none_is_no_fault() {
        archive().keep();
        assertThat(archive().option()).startsWith(WRITES);
    }

    @Test
    void another_jar_has_another() throws IOException {
        TracerArchive first = archive();
        write(first);
        first.keep();
        Files.writeString(jar, "other classes");
        assertThat(archive().option()).startsWith(WRITES);

        Files.writeString(jar, "classes");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
        assertThat(archive().option()).as("as the virtual machine sees it").startsWith(WRITES);
    }

    @Test
    void four_are_kept_the_newest() throws IOException {
        for (int i = 1; i <= 6; i++) {
            Files.writeString(jar, "version " + i);
            TracerArchive archive = archive();
            Files.setLastModifiedTime(write(archive), FileTime.fromMillis(i * 1000L));
            archive.keep();
        }
        assertThat(all())
                .extracting(file -> Files.getLastModifiedTime(file).toMillis())
                .containsExactlyInAnyOrder(3000L, 4000L, 5000L, 6000L);
    }

    @Test
    void what_test_jvms_left_that_were_killed_is_deleted() throws IOException {
        TracerArchive archive = archive();
        Path draft = write(archive);
        Path left = Files.writeString(home.resolve(".cache/ringfence/tracer-1f.jsa." + NOBODY + "-1"), "half");
        Path alive = Files.writeString(
                home.resolve(".cache/ringfence/tracer-1f.jsa."
                        + ProcessHandle.current().pid() + "-99"),
                "half");
        Path notOurs = Files.writeString(home.resolve(".cache/ringfence/notes"), "mine");
        archive.keep();
        assertThat(draft).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(alive).exists();
        assertThat(notOurs).exists();
    }

    @Test
    void it_is_where_the_user_wants_it() throws IOException {
        Path caches = Files.createDirectory(home.resolve("caches"));
        assertThat(file(find(Map.of("XDG_CACHE_HOME", caches.toString()), null).orElseThrow()))
                .hasParentRaw(caches.resolve("ringfence"));
        assertThat(file(find(Map.of("XDG_CACHE_HOME", "relative"), null).orElseThrow()))
                .hasParentRaw(home.resolve(".cache/ringfence"));
        assertThat(file(find(Map.of(), home.resolve("mine").toString()).orElseThrow()))
                .hasParentRaw(home.resolve("mine"));
        assertThat(find(Map.of(), "off")).isEmpty();
        assertThat(find(Map.of(), home.resolve("a:b").toString())).isEmpty();
    }

    @Test
    void a_directory_of_classes_has_none_because_the_virtual_machine_refuses_it() {
        assertThat(TracerArchive.of(List.of(jar, home), null, Map.of(), home)).isEmpty();
    }

    @Test
    void where_others_may_write_there_is_none() throws IOException {
        Path directory = Files.createDirectories(home.resolve(".cache/ringfence"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(find(Map.of(), null)).isEmpty();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx---rwx"));
        assertThat(find(Map.of(), null)).isEmpty();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(find(Map.of(), null)).isPresent();
    }

    @Test
    void without_a_home_there_is_none() throws IOException {
        assertThat(TracerArchive.of(List.of(jar), null, Map.of(), Path.of("?"))).isEmpty();
        Path file = Files.writeString(home.resolve("file"), "no directory");
        assertThat(TracerArchive.of(List.of(jar), null, Map.of(), file)).isEmpty();
    }
}
