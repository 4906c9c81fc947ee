package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.openFails;
import static dev.ringfence.assertions.testing.CallBuilder.socket;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ringfence.assertions.ConnectsOnlyTo;
import dev.ringfence.assertions.DeniedNothing;
import dev.ringfence.assertions.ListensOnlyOn;
import dev.ringfence.assertions.NoChildLeft;
import dev.ringfence.assertions.NoDoubleClose;
import dev.ringfence.assertions.NoExec;
import dev.ringfence.assertions.NoFdLeakIntoPrograms;
import dev.ringfence.assertions.NoNameResolution;
import dev.ringfence.assertions.NoNetwork;
import dev.ringfence.assertions.NoPrivilegedCall;
import dev.ringfence.assertions.NoTemporaryFilesLeft;
import dev.ringfence.assertions.ReadsOnlyUnder;
import dev.ringfence.assertions.WritesOnlyUnder;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.event.Fd;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.NeedsTracing;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.syscall.ObservedSet;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.platform.commons.support.AnnotationSupport;

class RuleChecksTests {
    private static final int AF_INET = 2;
    private static final int O_WRONLY = 1;

    static class AppTestCase {
        @NoNetwork
        void noNetwork() {}

        @NoNameResolution
        void noNameResolution() {}

        @ConnectsOnlyTo({"loopback", "10.0.0.*:5432"})
        void connectsOnlyTo() {}

        @ListensOnlyOn("loopback")
        void listensOnlyOn() {}

        @NoExec
        void noExec() {}

        @NoChildLeft
        void noChildLeft() {}

        @NoFdLeakIntoPrograms
        void noFdLeakIntoPrograms() {}

        @NoPrivilegedCall
        void noPrivilegedCall() {}

        @ReadsOnlyUnder("/data")
        void readsOnlyUnder() {}

        @WritesOnlyUnder("/data")
        void writesOnlyUnder() {}

        @NoTemporaryFilesLeft
        void noTemporaryFilesLeft() {}

        @DeniedNothing
        void deniedNothing() {}

        @NoDoubleClose
        void noDoubleClose() {}
    }

    /** How one annotation is kept to, and broken with which message. */
    record Case(
            RuleCheck<?> check,
            String method,
            UnaryOperator<RecordingBuilder> keeping,
            UnaryOperator<RecordingBuilder> breaking,
            String message,
            Set<String> needed) {
        TestContext context() {
            return TestContext.of(AppTestCase.class, method);
        }

        RecordingBuilder recording() {
            Needs needs = check.needs(context());
            Set<String> names = new TreeSet<>(needs.counted());
            names.addAll(needs.watched());
            return RecordingBuilder.recording("window 1").observing(String.join(",", names));
        }

        @Override
        public String toString() {
            return check.name();
        }
    }

    static final List<Case> CASES = List.of(
            new Case(
                    new NoNetworkCheck(),
                    "noNetwork",
                    r -> r.with(call("connect", 5).address("unix:/run/app.sock")),
                    r -> r.with(
                            socket(5, AF_INET, 1),
                            call("connect", 5).address("127.0.0.1:5432").fails("ECONNREFUSED")),
                    """
                    Expecting noNetwork() not to touch the network, but 1 call did:

                      1.000 ms  "main" (tid 5101)  connect(5, 127.0.0.1:5432) = -1 ECONNREFUSED

                    allow it:     @NoNetwork(except = "127.0.0.1:5432", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noNetwork""",
                    Set.of("sendto", "sendmsg", "sendmmsg")),
            new Case(
                    new NoNameResolutionCheck(),
                    "noNameResolution",
                    r -> r.with(open(5, "/etc/passwd")),
                    r -> r.with(open(5, "/etc/hosts")),
                    """
                    Expecting noNameResolution() to resolve no names, but 1 call did:

                      0.000 ms  "main" (tid 5101)  openat("/etc/hosts", O_RDONLY|O_CLOEXEC) = 5

                    allow it:     @NoNameResolution(except = "/etc/hosts", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noNameResolution""",
                    Set.of("sendto", "sendmsg", "sendmmsg")),
            new Case(
                    new ConnectsOnlyToCheck(),
                    "connectsOnlyTo",
                    r -> r.with(
                            call("connect", 5).address("127.0.0.1:80"),
                            call("connect", 6).address("10.0.0.7:5432")),
                    r -> r.with(call("connect", 5).address("10.0.1.7:5432")),
                    """
                    Expecting connectsOnlyTo() to connect only to loopback(), peer("10.0.0.*:5432"), but 1 connection to somebody else was tried:

                      0.000 ms  "main" (tid 5101)  connect(5, 10.0.1.7:5432) = 0

                    allow it:     @ConnectsOnlyTo(value = {"loopback", "10.0.0.*:5432"}, except = "10.0.1.7:5432", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#connectsOnlyTo""",
                    Set.of()),
            new Case(
                    new ListensOnlyOnCheck(),
                    "listensOnlyOn",
                    r -> r.with(socket(5, AF_INET, 1), call("bind", 5).address("127.0.0.1:80"), call("listen", 5)),
                    r -> r.with(socket(5, AF_INET, 1), call("bind", 5).address("0.0.0.0:80"), call("listen", 5)),
                    """
                    Expecting listensOnlyOn() to listen only on loopback(), but 1 socket listens elsewhere:

                      2.000 ms  "main" (tid 5101)  listen(5, 0) = 0   on every interface, 0.0.0.0:80

                    allow it:     @ListensOnlyOn(value = "loopback", except = "0.0.0.0:80", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#listensOnlyOn""",
                    Set.of()),
            new Case(
                    new NoExecCheck(),
                    "noExec",
                    r -> r.with(call("execve").path("/bin/git").fails("ENOENT")),
                    r -> r.executes(6000, "/usr/bin/git", List.of()),
                    """
                    Expecting noExec() to execute no program, but 1 was:

                      0.000 ms  process 6000  executed "/usr/bin/git" ["/usr/bin/git"]

                    allow it:     @NoExec(except = "/usr/bin/git", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noExec""",
                    Set.of()),
            new Case(
                    new NoChildLeftCheck(),
                    "noChildLeft",
                    r -> r.startsProcess(6000).endsProcess(6000),
                    r -> r.startsProcess(6000).executes(6000, "/bin/sleep", List.of()),
                    """
                    Expecting noChildLeft() to leave no child process behind, but 1 was left:

                      0.000 ms  "main" (tid 5101)  started process 6000   which runs /bin/sleep

                    allow it:     @NoChildLeft(except = "/bin/sleep", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noChildLeft""",
                    Set.of()),
            new Case(
                    new NoFdLeakIntoProgramsCheck(),
                    "noFdLeakIntoPrograms",
                    r -> r.executes(6000, "/bin/sh", List.of(new Inherited(new Fd(2), "/dev/null"))),
                    r -> r.executes(6000, "/bin/sh", List.of(new Inherited(new Fd(9), "/data/log"))),
                    """
                    Expecting noFdLeakIntoPrograms() to hand no descriptor on to a program, but 1 was:

                      0.000 ms  process 6000  executed "/bin/sh" ["/bin/sh"]   /data/log is handed to /bin/sh as fd 9

                    allow it:     @NoFdLeakIntoPrograms(except = "/data/log", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noFdLeakIntoPrograms""",
                    Set.of()),
            new Case(
                    new NoPrivilegedCallCheck(),
                    "noPrivilegedCall",
                    r -> r.with(call("getuid")),
                    r -> r.with(
                            call("setuid", 0).fails("EPERM"), call("umount2").path("/mnt")),
                    """
                    Expecting noPrivilegedCall() to make no privileged call, but 2 were made:

                      0.000 ms  "main" (tid 5101)  setuid(0) = -1 EPERM
                      1.000 ms  "main" (tid 5101)  umount2("/mnt", 0) = 0

                    allow it:     @NoPrivilegedCall(except = {"setuid", "umount2"}, because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noPrivilegedCall""",
                    Set.of()),
            new Case(
                    new ReadsOnlyUnderCheck(),
                    "readsOnlyUnder",
                    r -> r.with(open(5, "/data/a"), open(6, "/etc/a", O_WRONLY)),
                    r -> r.with(open(5, "/database/a")),
                    """
                    Expecting readsOnlyUnder() to read only under "/data", but 1 file elsewhere was opened for reading:

                      0.000 ms  "main" (tid 5101)  openat("/database/a", O_RDONLY|O_CLOEXEC) = 5

                    allow it:     @ReadsOnlyUnder(value = "/data", except = "/database/a", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#readsOnlyUnder""",
                    Set.of()),
            new Case(
                    new WritesOnlyUnderCheck(),
                    "writesOnlyUnder",
                    r -> r.with(open(5, "/data/a", O_WRONLY), open(6, "/etc/a")),
                    r -> r.with(call("unlink").path("/database/a")),
                    """
                    Expecting writesOnlyUnder() to write only under "/data", but 1 file elsewhere was changed:

                      0.000 ms  "main" (tid 5101)  unlink("/database/a") = 0

                    allow it:     @WritesOnlyUnder(value = "/data", except = "/database/a", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#writesOnlyUnder""",
                    Set.of()),
            new Case(
                    new NoTemporaryFilesLeftCheck(),
                    "noTemporaryFilesLeft",
                    r -> r.with(call("mkdir").path("/tmp/a"), call("rmdir").path("/tmp/a")),
                    r -> r.with(call("mkdir").path("/tmp/a")),
                    """
                    Expecting noTemporaryFilesLeft() to leave no temporary file behind, but 1 was left:

                      0.000 ms  "main" (tid 5101)  mkdir("/tmp/a", 00) = 0

                    allow it:     @NoTemporaryFilesLeft(except = "/tmp/a", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noTemporaryFilesLeft""",
                    Set.of()),
            new Case(
                    new DeniedNothingCheck(),
                    "deniedNothing",
                    r -> r.with(openFails("/etc/shadow", 0, "ENOENT")),
                    r -> r.with(openFails("/etc/shadow", 0, "EACCES")),
                    """
                    Expecting deniedNothing() to be denied nothing, but 1 call was denied:

                      0.000 ms  "main" (tid 5101)  openat("/etc/shadow", O_RDONLY) = -1 EACCES

                    allow it:     @DeniedNothing(except = "/etc/shadow", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#deniedNothing""",
                    Set.of()),
            new Case(
                    new NoDoubleCloseCheck(),
                    "noDoubleClose",
                    r -> r.with(open(5, "/data/a"), close(5), open(5, "/data/a"), close(5)),
                    r -> r.with(open(5, "/data/a"), close(5), close(5)),
                    """
                    Expecting noDoubleClose() to close nothing twice, but 1 descriptor was:

                      2.000 ms  "main" (tid 5101)  close(5)   which was /data/a, closed before by "main" (tid 5101) with close

                    allow it:     @NoDoubleClose(except = "/data/a", because = "…")
                    reproduce:    mvn test -Dtest=AppTestCase#noDoubleClose""",
                    Set.of()));

    @ParameterizedTest
    @FieldSource("CASES")
    void passes_what_keeps_to_the_rule(Case each) {
        assertThatCode(() -> each.check()
                        .check(each.keeping().apply(each.recording()).build(), each.context()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void fails_what_breaks_the_rule(Case each) {
        assertThat(failure(() -> each.check()
                        .check(each.breaking().apply(each.recording()).build(), each.context())))
                .hasMessage(each.message());
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void cannot_tell_on_an_incomplete_recording(Case each) {
        RecordingBuilder recording =
                each.keeping().apply(each.recording()).gap(Concern.COUNTS, "the tracer lost 3 stops");

        assertThat(cannotTell(() -> each.check().check(recording.build(), each.context())))
                .contains("the tracer lost 3 stops");
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void cannot_tell_where_calls_were_not_observed(Case each) {
        String call = each.check()
                .rule(List.of("loopback"))
                .observing()
                .names()
                .iterator()
                .next();

        assertThat(cannotTell(() ->
                        each.check().check(each.recording().notObserving(call).build(), each.context())))
                .startsWith("cannot tell: " + call + " was not observed in " + each.method()
                        + "(); observe it with @Traced");
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void has_observed_what_it_needs_beside_the_default(Case each) {
        Needs needs = each.check().needs(each.context());
        Set<String> beside = new TreeSet<>(needs.counted());
        beside.addAll(needs.watched());
        beside.removeAll(ObservedSet.defaults());

        assertThat(beside).isEqualTo(each.needed());
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void its_annotation_needs_tracing_and_is_inherited(Case each) {
        AnnotatedElement method = each.context().elements().get(0);

        assertThat(AnnotationSupport.isAnnotated(method, NeedsTracing.class)).isTrue();
        assertThat(Stream.of(method.getAnnotations()).map(found -> found.annotationType()))
                .singleElement()
                .satisfies(type -> assertThat(type.isAnnotationPresent(java.lang.annotation.Inherited.class))
                        .isTrue());
    }

    @Test
    void the_calls_that_send_several_messages_are_watched_to_their_exits() {
        Needs needs = new NoNetworkCheck().needs(TestContext.of(AppTestCase.class, "noNetwork"));

        assertThat(needs.watched()).containsExactly("sendmmsg");
        assertThat(needs.counted()).contains("sendto", "sendmsg").doesNotContain("sendmmsg");
    }
}
