package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedPathsTests {
    @TempDir
    Path directory;

    @Test
    void a_directory_is_known_by_the_name_that_its_link_leads_to() throws Exception {
        Path classes = Files.createDirectory(directory.toRealPath().resolve("classes"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), classes);

        assertThat(LoadedPaths.of(List.of("/app/a.jar", link.toString(), "/not/there")))
                .containsExactly("/app/a.jar", link.toString(), "/not/there", classes.toString());
        assertThat(LoadedPaths.of(List.of(classes.toString()))).containsExactly(classes.toString());
    }

    @Test
    void so_is_a_jar() throws Exception {
        Path jar = Files.createFile(directory.toRealPath().resolve("a-1.jar"));
        Path link = Files.createSymbolicLink(directory.resolve("a.jar"), jar);

        assertThat(LoadedPaths.of(List.of(link.toString()))).containsExactly(link.toString(), jar.toString());
    }
}
