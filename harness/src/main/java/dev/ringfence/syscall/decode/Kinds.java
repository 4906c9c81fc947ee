package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.Signature.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows the decoder of each kind of argument and of result. Each group of decoders adds its own, and not before a kind is
 * asked for that no group before it has: all of them are hundreds of classes. Not thread-safe.
 */
final class Kinds {
    private final Map<String, Function<List<String>, ArgumentDecoder>> factories = new HashMap<>();
    private final Map<String, Function<List<String>, ResultDecoder>> results = new HashMap<>();
    /** How many have been added. */
    private int groups;

    /** Adds a kind that is told nothing. */
    void add(String name, ArgumentDecoder decoder) {
        add(name, details -> decoder);
    }

    /** Adds a kind whose decoder depends on the details in parentheses. */
    void add(String name, Function<List<String>, ArgumentDecoder> factory) {
        if (factories.put(name, factory) != null) throw new IllegalStateException("kind " + name + " is there twice");
    }

    /** Adds a kind of result: of what the call returns when it has not failed. */
    void addResult(String name, ResultDecoder decoder) {
        addResultOf(name, details -> decoder);
    }

    /** Adds a kind of result whose decoder depends on the details in parentheses. */
    void addResultOf(String name, Function<List<String>, ResultDecoder> factory) {
        if (results.put(name, factory) != null) throw new IllegalStateException("result " + name + " is there twice");
    }

    /** Returns the decoder of a kind. */
    ArgumentDecoder decoder(Kind kind) {
        Function<List<String>, ArgumentDecoder> factory = find(factories, kind);
        if (factory == null) throw new IllegalStateException("no decoder for kind " + kind);
        return factory.apply(kind.details());
    }

    /** Returns the decoder of a kind of result. */
    ResultDecoder result(Kind kind) {
        Function<List<String>, ResultDecoder> factory = find(results, kind);
        if (factory == null) throw new IllegalStateException("no decoder for result " + kind);
        return factory.apply(kind.details());
    }

    private <F> @Nullable F find(Map<String, F> known, Kind kind) {
        while (!known.containsKey(kind.name()) && groups < AllKinds.GROUPS) AllKinds.add(groups++, this);
        return known.get(kind.name());
    }
}
