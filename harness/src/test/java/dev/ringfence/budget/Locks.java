package dev.ringfence.budget;

import java.util.SortedMap;
import java.util.TreeMap;

/** Makes locks by hand: {@code lock().line(JDK17, "A#a()", "opens", 4).build()}. */
final class Locks {
    static final String JDK17 = "linux-x86_64 jdk17";
    static final String JDK25 = "linux-x86_64 jdk25";

    private final SortedMap<String, SortedMap<LockKey, Locked>> sections = new TreeMap<>();

    private Locks() {}

    static Locks lock() {
        return new Locks();
    }

    Locks line(String profile, String test, String metric, long median) {
        return line(profile, test, metric, new Locked.Value(median, 0));
    }

    Locks line(String profile, String test, String metric, Locked locked) {
        sections.computeIfAbsent(profile, name -> new TreeMap<>()).put(new LockKey(test, metric), locked);
        return this;
    }

    BudgetLock build() {
        return new BudgetLock(sections);
    }
}
