package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Pid;
import dev.ringfence.event.Scope;
import dev.ringfence.event.Tid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTests {
    private static final JavaStack NONE = new JavaStack.Absent("not asked for");
    private final Scopes scopes = new Scopes("/opt/jdk", List.of("/app/lib/a.jar", "/app/classes"));

    private static Actor actor(ActorKind kind) {
        return new Actor(new Pid(100), new Tid(101), "t", kind);
    }

    private static JavaStack stack(String... classes) {
        return new JavaStack.Taken(
                1,
                "main",
                false,
                java.util.Arrays.stream(classes)
                        .map(name -> new StackTraceElement(name, "m", "F.java", 1))
                        .toList());
    }

    private Scope of(ActorKind kind, String path, JavaStack stack) {
        return scopes.of(actor(kind), true, path, stack);
    }

    @Test
    void what_the_test_and_the_application_do_is_the_tests() {
        assertThat(of(ActorKind.TEST, "/tmp/x", NONE)).isEqualTo(Scope.TEST);
        assertThat(of(ActorKind.APPLICATION, null, NONE)).isEqualTo(Scope.TEST);
    }

    @Test
    void what_the_machine_and_the_harness_do_is_not() {
        assertThat(of(ActorKind.JVM, "/tmp/x", NONE)).isEqualTo(Scope.RUNTIME);
        assertThat(of(ActorKind.CLEANER, "/tmp/x", NONE)).isEqualTo(Scope.RUNTIME);
        assertThat(of(ActorKind.HARNESS, "/tmp/x", NONE)).isEqualTo(Scope.HARNESS);
    }

    @Test
    void a_child_counts_once_it_runs_a_program_of_its_own() {
        assertThat(scopes.of(actor(ActorKind.CHILD), false, "/etc/x", NONE)).isEqualTo(Scope.RUNTIME);
        assertThat(scopes.of(actor(ActorKind.CHILD), true, "/etc/x", NONE)).isEqualTo(Scope.TEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc/self/cgroup",
                "/proc/17/stat",
                "/proc/self/task/17/stat",
                "/proc/meminfo",
                "/proc/sys/vm/max_map_count",
                "/sys/fs/cgroup/cpu.max"
            })
    void the_virtual_machine_reads_what_it_needs_to_know_of_the_machine(String path) {
        assertThat(Scopes.isReadByVirtualMachine(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/sys/kernel/random/uuid", "/proc/self/fd", "/proc/self/status.txt", "/tmp/proc/stat"})
    void it_reads_nothing_else_of_the_kernels_file_systems(String path) {
        assertThat(Scopes.isReadByVirtualMachine(path)).isFalse();
    }

    @Test
    void files_of_the_jdk_are_class_loading() {
        assertThat(of(ActorKind.TEST, "/opt/jdk/lib/modules", NONE)).isEqualTo(Scope.CLASS_LOADING);
        assertThat(of(ActorKind.TEST, "/opt/jdk-notes.txt", NONE)).isEqualTo(Scope.TEST);
    }

    @Test
    void the_class_path_read_by_the_built_in_loader_is_class_loading() {
        JavaStack loading =
                stack("java.io.RandomAccessFile", "jdk.internal.loader.BuiltinClassLoader", "com.example.A");
        assertThat(of(ActorKind.TEST, "/app/lib/a.jar", loading)).isEqualTo(Scope.CLASS_LOADING);
        assertThat(of(ActorKind.TEST, "/app/classes/com/example/B.class", loading))
                .isEqualTo(Scope.CLASS_LOADING);
    }

    @Test
    void the_class_path_read_by_the_program_is_the_tests() {
        JavaStack program = stack("java.io.FileInputStream", "com.example.Config");
        assertThat(of(ActorKind.TEST, "/app/classes/config.properties", program))
                .isEqualTo(Scope.TEST);
        assertThat(of(ActorKind.TEST, "/app/lib/a.jar", stack("java.net.URLClassLoader", "com.example.Plugins")))
                .isEqualTo(Scope.TEST);
    }

    @Test
    void what_a_loader_reads_through_a_descriptor_is_class_loading() {
        JavaStack loading = stack("java.io.RandomAccessFile", "jdk.internal.loader.BuiltinClassLoader");
        JavaStack program = stack("java.io.FileInputStream", "com.example.Config");
        Actor test = actor(ActorKind.TEST);

        assertThat(scopes.ofReading(test, "/opt/jdk/lib/modules", NONE)).isEqualTo(Scope.CLASS_LOADING);
        assertThat(scopes.ofReading(test, "/app/lib/a.jar", loading)).isEqualTo(Scope.CLASS_LOADING);
        assertThat(scopes.ofReading(test, "/app/classes/A.class", loading)).isEqualTo(Scope.CLASS_LOADING);
        assertThat(scopes.ofReading(test, "/app/lib/a.jar", program)).isEqualTo(Scope.TEST);
        assertThat(scopes.ofReading(test, "/app/classes/A.class", program)).isEqualTo(Scope.TEST);
        assertThat(scopes.ofReading(test, "/app/classes/A.class", NONE)).isEqualTo(Scope.TEST);
        assertThat(scopes.ofReading(test, "/app/lib/b.jar", loading)).isEqualTo(Scope.TEST);
        assertThat(scopes.ofReading(test, null, loading)).isEqualTo(Scope.TEST);
        assertThat(scopes.ofReading(actor(ActorKind.JVM), "/tmp/x", NONE)).isEqualTo(Scope.RUNTIME);
    }

    @Test
    void only_of_the_class_path_a_stack_says_who_reads_it() {
        assertThat(scopes.needsReader("/app/lib/a.jar")).isTrue();
        assertThat(scopes.needsReader("/app/classes/A.class")).isTrue();
        assertThat(scopes.needsReader("/opt/jdk/lib/modules")).isFalse();
        assertThat(scopes.needsReader("/app/lib/b.jar")).isFalse();
        assertThat(scopes.needsReader(null)).isFalse();
    }

    @Test
    void without_a_stack_only_class_files_of_the_class_path_are_class_loading() {
        assertThat(of(ActorKind.TEST, "/app/classes/com/example/B.class", NONE)).isEqualTo(Scope.CLASS_LOADING);
        assertThat(of(ActorKind.TEST, "/app/classes/upload.tmp", NONE)).isEqualTo(Scope.TEST);
        assertThat(of(ActorKind.TEST, "/elsewhere/B.class", NONE)).isEqualTo(Scope.TEST);
    }
}
