package dev.ringfence.kernelfs.proc.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares what has names, so that a failure shows what differs and not all that does not. */
final class Fields {
    private Fields() {}

    /** Returns a line for each name that has not the same value in both. */
    static <K extends Comparable<K>, V> List<String> differences(Map<K, V> ours, Map<K, V> theirs) {
        TreeSet<K> names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        List<String> differences = new ArrayList<>();
        for (K name : names) {
            String our = shown(ours, name);
            String their = shown(theirs, name);
            if (!our.equals(their)) differences.add(name + ": we say " + our + ", the tool says " + their);
        }
        return differences;
    }

    private static <K, V> String shown(Map<K, V> values, K name) {
        return values.containsKey(name) ? "\"" + values.get(name) + "\"" : "nothing";
    }
}
