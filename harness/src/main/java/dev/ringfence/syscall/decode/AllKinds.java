package dev.ringfence.syscall.decode;

/** All kinds there are. */
final class AllKinds {
    private AllKinds() {}

    static Kinds make() {
        Kinds kinds = new Kinds();
        BasicKinds.addTo(kinds);
        TextKinds.addTo(kinds);
        Times.addTo(kinds);
        ResultKinds.addTo(kinds);
        NetKinds.addTo(kinds);
        FileKinds.addTo(kinds);
        FileTimeKinds.addTo(kinds);
        DirectoryKinds.addTo(kinds);
        HandleKinds.addTo(kinds);
        AttributeKinds.addTo(kinds);
        MountKinds.addTo(kinds);
        WatchKinds.addTo(kinds);
        TransferKinds.addTo(kinds);
        PollKinds.addTo(kinds);
        SelectKinds.addTo(kinds);
        EpollKinds.addTo(kinds);
        AioKinds.addTo(kinds);
        MemoryKinds.addTo(kinds);
        NewerKinds.addTo(kinds);
        MountQueryKinds.addTo(kinds);
        MiscellaneousKinds.addTo(kinds);
        CloneKinds.addTo(kinds);
        ExecKinds.addTo(kinds);
        WaitKinds.addTo(kinds);
        Usages.addTo(kinds);
        SignalKinds.addTo(kinds);
        TimeKinds.addTo(kinds);
        FutexKinds.addTo(kinds);
        SchedulingKinds.addTo(kinds);
        CapabilityKinds.addTo(kinds);
        SystemKinds.addTo(kinds);
        PrctlKinds.addTo(kinds);
        PtraceKinds.addTo(kinds);
        FilterPrograms.addTo(kinds);
        RestrictionKinds.addTo(kinds);
        Variants.addTo(kinds);
        return kinds;
    }
}
