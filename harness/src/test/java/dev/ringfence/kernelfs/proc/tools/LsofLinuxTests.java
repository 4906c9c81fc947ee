package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.FileLink;
import dev.ringfence.kernelfs.proc.LinkReader;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import dev.ringfence.kernelfs.proc.tools.LiveProcesses.Kind;
import dev.ringfence.kernelfs.proc.tools.LsofOutput.OpenFile;
import dev.ringfence.snapshot.DescriptorDescriber;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The open files of a process as lsof shows them. */
@Tag("linux")
@Tag("tools")
class LsofLinuxTests {
    @RegisterExtension
    static final LiveProcesses PROCESSES = new LiveProcesses();

    private Tool lsof;

    @BeforeEach
    void find() {
        lsof = Tool.named("lsof");
    }

    private List<OpenFile> files(LiveProcess process) {
        // lsof closes every number that it might have open, which takes seconds where it may have a million.
        return LsofOutput.parse(new Tool(Path.of("/bin/sh"))
                .lines(
                        "-c",
                        "ulimit -n 256; exec \"$@\"",
                        "sh",
                        lsof.path(),
                        "-n",
                        "-P",
                        "-w",
                        "-a",
                        "-p",
                        process.pid(),
                        "-o",
                        "-F0"));
    }

    @ParameterizedTest
    @EnumSource
    void each_descriptor_is_what_we_read(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        var same = SameMoment.of(() -> LsofNames.of(process.directory()), () -> files(process));
        Map<Integer, String> theirs = new TreeMap<>();
        for (OpenFile file : same.theirs())
            if (file.isNumber()) theirs.put(Integer.parseInt(file.descriptor()), text(file));
        assertThat(Fields.differences(same.ours(), theirs)).isEmpty();
        assertThat(theirs).hasSizeGreaterThan(2);
        if (kind == Kind.JVM)
            assertThat(theirs.values())
                    .anyMatch(text -> text.endsWith("/gone (deleted)"))
                    .anyMatch(text -> text.matches("w 0x\\w+ 0t123456 /.*/writ ten"))
                    .anyMatch(text -> text.contains("CLOSE_WAIT"))
                    .anyMatch(text -> text.contains("[eventpoll:"))
                    .anyMatch(text -> text.endsWith(" sock"));
    }

    /** Returns access mode, flags of the open file, offset, and what it is. */
    private static String text(OpenFile file) {
        // Behind a semicolon stand the flags of the descriptor, which lsof does not know on Linux.
        String flags = file.field("G").orElse("").replaceAll(";.*", "");
        return file.field("a").orElse("") + " " + flags + " " + file.field("o").orElse("") + " " + name(file);
    }

    private static String name(OpenFile file) {
        String type = file.field("t").orElse("");
        String queues =
                " " + file.field("TQR").orElse("") + " " + file.field("TQS").orElse("");
        String state = file.field("TST").map(text -> " " + text).orElse("");
        return switch (type) {
            case "IPv4", "IPv6" -> type + " " + file.field("P").orElse("") + " " + file.name() + state + queues;
            case "unix" -> type + " " + file.name() + state;
            case "sock" -> type;
            case "FIFO" ->
                file.name().equals("pipe") ? "pipe:[" + file.field("i").orElse("") + "]" : file.name();
            case "a_inode" -> file.name().replaceAll("\\[eventfd:\\d+]", "[eventfd]");
            default -> file.name();
        };
    }

    @ParameterizedTest
    @EnumSource
    void directories_program_and_mapped_files_are_those_that_we_read(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        var same = SameMoment.of(() -> value(Mapping.read(process.directory())), () -> files(process));
        Map<String, String> single = same.theirs().stream()
                .filter(file -> Set.of("cwd", "rtd", "txt").contains(file.descriptor()))
                .collect(Collectors.toMap(OpenFile::descriptor, OpenFile::name));
        String program = value(FileLink.readProgram(process.directory())).path();
        assertThat(single)
                .isEqualTo(Map.of(
                        "cwd",
                                value(FileLink.readWorkingDirectory(process.directory()))
                                        .path(),
                        "rtd", value(FileLink.readRoot(process.directory())).path(),
                        "txt", program));

        Set<String> mapped = new TreeSet<>();
        Set<String> removed = new TreeSet<>();
        for (Mapping mapping : same.ours())
            mapping.file(process.directory()).ifPresent(file -> (file.deleted() ? removed : mapped).add(file.path()));
        // The program is mapped, too, and shown once.
        mapped.remove(program);
        assertThat(names(same.theirs(), "mem")).isEqualTo(mapped).isNotEmpty();
        assertThat(names(same.theirs(), "DEL")).isEqualTo(removed);
        if (kind == Kind.JVM) assertThat(removed).anyMatch(path -> path.endsWith("/gone"));
    }

    private static Set<String> names(List<OpenFile> files, String descriptor) {
        return files.stream()
                .filter(file -> file.descriptor().equals(descriptor))
                .map(OpenFile::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Our description has the words of lsof: an arrow between blanks, and the state without parentheses. */
    @ParameterizedTest
    @EnumSource
    void sockets_are_described_as_lsof_describes_them(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        var same = SameMoment.of(() -> described(process), () -> files(process));
        Map<Integer, String> theirs = new TreeMap<>();
        for (OpenFile file : same.theirs()) {
            String protocol = file.field("P").orElse("");
            if (!protocol.isEmpty())
                theirs.put(
                        Integer.parseInt(file.descriptor()),
                        "socket " + protocol + " " + file.name().replace("->", " -> ")
                                + file.field("TST").map(state -> " " + state).orElse(""));
        }
        Map<Integer, String> ours = new TreeMap<>(same.ours());
        ours.keySet().retainAll(theirs.keySet());
        // We write the address of all addresses, which is another in IPv6.
        ours.replaceAll((fd, text) -> text.replaceAll(" (0\\.0\\.0\\.0|\\[::]):", " *:"));
        assertThat(Fields.differences(ours, theirs)).isEmpty();
        if (kind != Kind.SHELL) assertThat(theirs).isNotEmpty();
    }

    private static Map<Integer, String> described(LiveProcess process) {
        Map<Integer, FdTarget> links = new TreeMap<>();
        value(FdLinks.read(process.directory(), LinkReader.ofFiles()))
                .forEach((fd, link) -> links.put(fd, FdTarget.ofLink(link)));
        FdSnapshot snapshot = new FdSnapshot(0, links);
        FdSnapshot described =
                new DescriptorDescriber(PROC).describe(new Pid(process.pid()), snapshot, links.keySet(), List.of());
        Map<Integer, String> texts = new TreeMap<>();
        described.targets().forEach((fd, target) -> texts.put(fd, target.description()));
        return texts;
    }
}
