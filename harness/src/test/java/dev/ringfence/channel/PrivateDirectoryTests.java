package dev.ringfence.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTests {

    @TempDir
    Path parent;

    @Test
    void only_its_owner_can_enter_it_and_it_goes_with_all_that_is_in_it() throws IOException {
        Path path;
        try (PrivateDirectory directory = PrivateDirectory.create(parent)) {
            path = directory.path();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
            Files.createDirectories(path.resolve("a/b"));
            Files.writeString(path.resolve("a/b/c"), "c");
            Files.createSymbolicLink(path.resolve("link"), parent);
        }
        assertThat(path).doesNotExist();
        assertThat(parent).exists();
    }

    @Test
    void what_a_dead_owner_left_behind_is_swept() throws IOException {
        Path dead = Files.createDirectory(parent.resolve("ringfence-0-dead"));
        Files.createFile(dead.resolve("owner"));
        Files.writeString(dead.resolve("worker.args"), "x");

        PrivateDirectory.sweep(parent);

        assertThat(dead).doesNotExist();
    }

    @Test
    void what_a_living_process_owns_stays() throws Exception {
        Path living = Files.createDirectory(parent.resolve("ringfence-0-living"));
        Path owner = Files.createFile(living.resolve("owner"));
        Process holder = holdLock(owner);
        try {
            PrivateDirectory.sweep(parent);
            assertThat(living).exists();
        } finally {
            holder.destroyForcibly();
            assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        PrivateDirectory.sweep(parent);
        assertThat(living).doesNotExist();
    }

    /** Another JVM that locks the file, says so, and keeps it until it is killed. */
    private static Process holdLock(Path owner) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        owner.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('L');
        return process;
    }

    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.write('L');
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void the_directories_of_this_jvm_stay() {
        try (PrivateDirectory directory = PrivateDirectory.create(parent)) {
            PrivateDirectory.sweep(parent);
            assertThat(directory.path()).exists();
        }
    }

    @Test
    void a_directory_that_is_being_made_stays_and_one_whose_making_was_cut_off_goes() throws IOException {
        Path young = Files.createDirectory(parent.resolve("ringfence-0-young"));
        Path old = Files.createDirectory(parent.resolve("ringfence-0-old"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        PrivateDirectory.sweep(parent);

        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Path target = Files.createDirectory(parent.resolve("target"));
        Files.createFile(target.resolve("owner"));
        Files.createSymbolicLink(parent.resolve("ringfence-0-link"), target);

        PrivateDirectory.sweep(parent);

        assertThat(target.resolve("owner")).exists();
    }
}
