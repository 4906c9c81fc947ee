package dev.ringfence.samples.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.Budgeted;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.util.Jetty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loads another class in each run: what the class loader reads is not what the test reads. */
@Traced
@Budgeted(metrics = "bytes-read", warmUps = 1, rounds = 2)
class LoadingTestCase {
    private static final Iterator<String> OF_JDK = List.of(
                    "java.util.concurrent.Phaser",
                    "java.util.SplittableRandom",
                    "java.util.zip.CheckedOutputStream",
                    "java.util.concurrent.Exchanger",
                    "java.text.StringCharacterIterator")
            .iterator();
    private static final Iterator<String> OF_JAR = List.of(
                    "BlockingArrayQueue", "RolloverFileOutputStream", "TopologicalSort", "Scanner", "Fields")
            .iterator();
    private static final Iterator<String> OF_DIRECTORY =
            List.of("First", "Second", "Third", "Fourth", "Fifth").iterator();

    private static RandomAccessFile jar;

    @BeforeAll
    static void open() throws Exception {
        jar = new RandomAccessFile(
                Path.of(Jetty.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toFile(),
                "r");
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void loads_classes_of_the_jdk() throws Exception {
        load(OF_JDK.next());
    }

    @Test
    void loads_classes_of_a_jar() throws Exception {
        load("org.eclipse.jetty.util." + OF_JAR.next());
    }

    @Test
    void loads_classes_of_a_directory() throws Exception {
        load(LoadingTestCase.class.getName() + "$" + OF_DIRECTORY.next());
    }

    @Test
    void reads_a_jar_of_the_class_path_itself() throws IOException {
        jar.seek(0);
        assertThat(jar.read(new byte[50])).isEqualTo(50);
    }

    @Test
    void reads_a_class_file_itself() throws Exception {
        URL file = Objects.requireNonNull(LoadingTestCase.class.getResource("LoadingTestCase.class"));
        try (InputStream in = Files.newInputStream(Path.of(file.toURI()))) {
            assertThat(in.readNBytes(4)).isEqualTo(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe});
        }
    }

    private static void load(String name) throws ClassNotFoundException {
        assertThat(Class.forName(name, false, LoadingTestCase.class.getClassLoader()))
                .isNotNull();
    }

    static class First {}

    static class Second {}

    static class Third {}

    static class Fourth {}

    static class Fifth {}
}
