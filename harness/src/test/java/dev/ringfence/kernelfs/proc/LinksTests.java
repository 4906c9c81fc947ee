package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Namespaces.Kind;
import dev.ringfence.kernelfs.proc.Namespaces.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LinksTests {
    private static final List<String> KERNELS = Fixture.KERNELS;

    /** Not a directory of JUnit's, which warns of links that lead out of it. */
    private Path proc;

    @BeforeEach
    void make() throws IOException {
        proc = Files.createTempDirectory("proc");
    }

    @AfterEach
    void delete() throws IOException {
        try (Stream<Path> all = Files.walk(proc)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    /** Makes the links of a captured process: name, line feed, text, zero byte. */
    private TaskDirectory captured(String kernel, String who) {
        ProcTree tree = new ProcTree(proc);
        for (String link : ZeroBytes.split(Fixture.text(kernel, who + "/links"))) {
            int end = link.indexOf('\n');
            tree.withLink("7/" + link.substring(0, end), link.substring(end + 1));
        }
        return tree.process(7);
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void namespaces_have_types_and_numbers(String kernel) {
        Namespaces namespaces = Namespaces.read(captured(kernel, "odd"));
        for (Kind kind : Kind.values()) {
            Namespace namespace = namespaces.of(kind).value().orElseThrow();
            assertThat(kind.name().toLowerCase(Locale.ROOT)).startsWith(namespace.type());
            assertThat(namespace.inode()).isPositive();
        }
        assertThat(namespaces.of(Kind.PID)).isEqualTo(namespaces.of(Kind.PID_FOR_CHILDREN));
        assertThat(namespaces.of(Kind.UTS)).isNotEqualTo(namespaces.of(Kind.IPC));
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void what_has_ended_has_few_namespaces_and_no_files(String kernel) {
        TaskDirectory zombie = captured(kernel, "zombie");
        assertThat(Namespaces.read(zombie).of(Kind.NET))
                .isEqualTo(new Reading.Absent<>(proc + "/7/ns/net is not there"));
        assertThat(Namespaces.read(zombie).of(Kind.USER)).isInstanceOf(Reading.Value.class);
        assertThat(FileLink.readProgram(zombie)).isInstanceOf(Reading.Absent.class);
        assertThat(FileLink.readWorkingDirectory(zombie)).isInstanceOf(Reading.Absent.class);
        assertThat(FileLink.readRoot(zombie)).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_link_of_another_form_has_failed() {
        ProcTree tree = new ProcTree(proc).withLink("7/ns/net", "net:[x]").withLink("7/ns/uts", "[4]");
        assertThat(Namespaces.read(tree.process(7)).of(Kind.NET).fault())
                .startsWith(proc + "/7/ns/net, line 1, inode: expected a number");
        assertThat(Namespaces.read(tree.process(7)).of(Kind.UTS).fault())
                .startsWith(proc + "/7/ns/uts, line 1, link: ");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void a_program_may_have_any_name(String kernel) {
        assertThat(FileLink.readProgram(captured(kernel, "odd")))
                .isEqualTo(new Reading.Value<>(new FileLink("/tmp/odd dir/a) R (b\nc", false)));
    }

    @Test
    void a_file_that_was_removed_has_a_mark_and_one_may_be_named_so() throws Exception {
        Path files = Files.createDirectories(proc.resolve("files"));
        Path named = Files.writeString(files.resolve("named (deleted)"), "");
        Files.writeString(files.resolve("other (deleted)"), "");
        ProcTree tree = new ProcTree(proc)
                .withLink("7/root", "/")
                .withLink("7/exe", named.toString())
                .withLink("8/root", "/")
                .withLink("8/exe", files + "/gone (deleted)")
                .withLink("9/fd/0", "pipe:[1] (deleted)");
        assertThat(FileLink.readProgram(tree.process(7)))
                .isEqualTo(new Reading.Value<>(new FileLink(named.toString(), false)));
        assertThat(FileLink.readProgram(tree.process(8)))
                .isEqualTo(new Reading.Value<>(new FileLink(files + "/gone", true)));
        assertThat(FileLink.read(tree.process(9), "fd/0"))
                .isEqualTo(new Reading.Value<>(new FileLink("pipe:[1] (deleted)", false)));
        long inode = (long) Files.getAttribute(named, "unix:ino");
        assertThat(FileLink.ofInode(named.toString(), inode, tree.process(7)))
                .isEqualTo(new FileLink(named.toString(), false));
        assertThat(FileLink.ofInode(files + "/other (deleted)", inode, tree.process(7)))
                .isEqualTo(new FileLink(files + "/other", true));
        assertThat(FileLink.ofInode("[heap]", 0, tree.process(7))).isEqualTo(new FileLink("[heap]", false));
    }

    @Test
    void ids_are_listed_ascending() {
        ProcTree tree = new ProcTree(proc)
                .with("7/task/10/comm", "")
                .with("7/task/9/comm", "")
                .with("10/comm", "")
                .with("self/comm", "")
                .with("8/task/x/comm", "");
        assertThat(TaskIds.ofThreads(tree.process(7))).isEqualTo(new Reading.Value<>(List.of(9, 10)));
        assertThat(TaskIds.ofProcesses(proc)).isEqualTo(new Reading.Value<>(List.of(7, 8, 10)));
        assertThat(TaskIds.ofThreads(tree.process(8)).fault())
                .startsWith(proc + "/8/task, line 1, name: expected a number");
        assertThat(TaskIds.ofThreads(tree.process(6))).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_table_has_links_and_what_is_known_of_them() {
        ProcTree tree = new ProcTree(proc)
                .withLink("7/fd/3", "socket:[4711]")
                .withLink("7/fd/12", "/dev/null")
                .withLink("7/fd/4", "pipe:[1]")
                .with("7/fdinfo/3", "pos:\t0\nflags:\t02004002\n")
                .with("7/fdinfo/12", "pos:\t-17\nflags:\tx\n");
        FdTable table =
                FdTable.read(tree.process(7), LinkReader.ofFiles()).value().orElseThrow();
        assertThat(table.descriptors().keySet()).containsExactly(3, 4, 12);
        assertThat(table.descriptors().get(3).link()).isEqualTo("socket:[4711]");
        assertThat(table.descriptors().get(3).info().value().orElseThrow().flags())
                .isEqualTo(02004002);
        assertThat(table.descriptors().get(4).info()).isInstanceOf(Reading.Absent.class);
        assertThat(table.descriptors().get(12).info().fault())
                .startsWith(proc + "/7/fdinfo/12, line 2, flags: expected a number");
        assertThat(FdTable.read(tree.process(8), LinkReader.ofFiles())).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_number_that_no_descriptor_has_is_refused() {
        assertThatThrownBy(() -> DeviceNumber.ofDecimal(KernelText.line("f", "x"), "1:1048576"))
                .hasMessageStartingWith("f, line 1, dev: the number is too large");
    }
}
