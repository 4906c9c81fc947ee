package dev.ringfence.syscall.expression;

import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A call of which all is known. */
record FakeCall(
        String name,
        CallEnd end,
        List<Integer> fds,
        List<String> paths,
        int thread,
        String threadName,
        List<Program> programs)
        implements CallFacts {

    static FakeCall of(String name) {
        return new FakeCall(
                name, new CallEnd.Returned(), List.of(), List.of(), 4711, "main", List.of(program("/usr/bin/git")));
    }

    static Program program(String path) {
        return new Program(path, false);
    }

    FakeCall ending(CallEnd newEnd) {
        return new FakeCall(name, newEnd, fds, paths, thread, threadName, programs);
    }

    FakeCall taking(Integer... newFds) {
        return new FakeCall(name, end, List.of(newFds), paths, thread, threadName, programs);
    }

    FakeCall about(String... newPaths) {
        return new FakeCall(name, end, fds, List.of(newPaths), thread, threadName, programs);
    }

    FakeCall executing(Program... newPrograms) {
        return new FakeCall(name, end, fds, paths, thread, threadName, List.of(newPrograms));
    }

    @Override
    public Syscall call() {
        return SyscallTable.x86_64().find(name).orElseThrow();
    }

    @Override
    public boolean anyDescriptor(IntPredicate wanted) {
        return fds.stream().anyMatch(wanted::test);
    }

    @Override
    public boolean anyPath(Predicate<String> wanted) {
        return paths.stream().anyMatch(wanted);
    }

    @Override
    public boolean anyThreadName(Predicate<String> wanted) {
        return wanted.test(threadName);
    }
}
