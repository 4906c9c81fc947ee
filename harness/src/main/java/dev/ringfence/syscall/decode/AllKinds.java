package dev.ringfence.syscall.decode;

/** All kinds there are. */
final class AllKinds {
    static final int GROUPS = 37;

    private AllKinds() {}

    /** Adds a group. What most programs do comes first. */
    static void add(int group, Kinds kinds) {
        switch (group) {
            case 0 -> BasicKinds.addTo(kinds);
            case 1 -> TextKinds.addTo(kinds);
            case 2 -> Times.addTo(kinds);
            case 3 -> ResultKinds.addTo(kinds);
            case 4 -> FileKinds.addTo(kinds);
            case 5 -> NetKinds.addTo(kinds);
            case 6 -> FileTimeKinds.addTo(kinds);
            case 7 -> DirectoryKinds.addTo(kinds);
            case 8 -> HandleKinds.addTo(kinds);
            case 9 -> AttributeKinds.addTo(kinds);
            case 10 -> MountKinds.addTo(kinds);
            case 11 -> WatchKinds.addTo(kinds);
            case 12 -> TransferKinds.addTo(kinds);
            case 13 -> PollKinds.addTo(kinds);
            case 14 -> SelectKinds.addTo(kinds);
            case 15 -> EpollKinds.addTo(kinds);
            case 16 -> AioKinds.addTo(kinds);
            case 17 -> MemoryKinds.addTo(kinds);
            case 18 -> NewerKinds.addTo(kinds);
            case 19 -> MountQueryKinds.addTo(kinds);
            case 20 -> MiscellaneousKinds.addTo(kinds);
            case 21 -> CloneKinds.addTo(kinds);
            case 22 -> ExecKinds.addTo(kinds);
            case 23 -> WaitKinds.addTo(kinds);
            case 24 -> Usages.addTo(kinds);
            case 25 -> SignalKinds.addTo(kinds);
            case 26 -> TimeKinds.addTo(kinds);
            case 27 -> FutexKinds.addTo(kinds);
            case 28 -> SchedulingKinds.addTo(kinds);
            case 29 -> CapabilityKinds.addTo(kinds);
            case 30 -> SystemKinds.addTo(kinds);
            case 31 -> PrctlKinds.addTo(kinds);
            case 32 -> PtraceKinds.addTo(kinds);
            case 33 -> FilterPrograms.addTo(kinds);
            case 34 -> RestrictionKinds.addTo(kinds);
            case 35 -> Variants.addTo(kinds);
            case 36 -> CompatibleKinds.addTo(kinds);
            default -> throw new IllegalArgumentException("there is no group " + group);
        }
    }
}
