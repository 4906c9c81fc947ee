package dev.ringfence.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the table with what the running kernel publishes of its calls: tracefs, events/syscalls. */
@Tag("linux")
class TracefsLinuxTests {
    private static final Path EVENTS = Path.of("/sys/kernel/tracing/events/syscalls");
    private static final String PRINT = "cat " + EVENTS + "/sys_enter_*/format";
    /** Where tracefs is not mounted, one who may mount it does, where nobody else sees it. */
    private static final String MOUNT_AND_PRINT = "mount -t tracefs tracefs /sys/kernel/tracing && " + PRINT;

    /** The event has the name of the function in the kernel, the call that of the table. */
    private static final Map<String, String> RENAMED = Map.of(
            "newstat", "stat",
            "newlstat", "lstat",
            "newfstat", "fstat",
            "newuname", "uname",
            "sendfile64", "sendfile",
            "umount", "umount2");

    /** Name of a call to how many arguments it takes. */
    private static final Map<String, Integer> PUBLISHED = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException, InterruptedException {
        assumeTrue(Abi.ofThisMachine() == Abi.X86_64, "the names of the events are those of x86_64");
        String formats = Files.isReadable(EVENTS)
                ? output("sh", "-c", PRINT)
                : output("unshare", "--mount", "sh", "-c", MOUNT_AND_PRINT);
        assumeTrue(!formats.isEmpty(), EVENTS + " cannot be read here, and tracefs not be mounted");
        String call = "";
        for (String line : formats.lines().toList()) {
            if (line.startsWith("name: sys_enter_")) {
                String name = line.substring("name: sys_enter_".length());
                call = RENAMED.getOrDefault(name, name);
                PUBLISHED.put(call, 0);
            } else if (line.startsWith("\tfield:") && !line.contains(" common_") && !line.contains(" __syscall_nr;")) {
                PUBLISHED.merge(call, 1, Integer::sum);
            }
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text : "";
        } catch (IOException e) {
            return Assumptions.abort("reading what " + command[0] + " prints: " + e);
        }
    }

    @Test
    void the_table_has_every_call_of_this_kernel() {
        assumeTrue(
                PUBLISHED.size() > 300,
                () -> "this kernel publishes only " + PUBLISHED.size() + " calls: the test needs all");
        assertThat(SyscallTable.x86_64().names()).containsAll(PUBLISHED.keySet());
    }

    /** What strace shows as their argument is in no register: the call that is resumed, the mask that is restored. */
    private static final Set<String> SHOWN_BESIDE_REGISTERS = Set.of("restart_syscall", "rt_sigreturn");

    @Test
    void a_signature_has_as_many_arguments_as_the_kernel_takes() {
        Map<String, Integer> ours = new TreeMap<>();
        Map<String, Integer> theirs = new TreeMap<>();
        for (Signature signature : Signatures.all()) {
            if (PUBLISHED.containsKey(signature.name()) && !SHOWN_BESIDE_REGISTERS.contains(signature.name())) {
                ours.put(signature.name(), signature.parameters().size());
                theirs.put(signature.name(), PUBLISHED.get(signature.name()));
            }
        }
        assertThat(ours).isEqualTo(theirs);
    }
}
