package dev.ringfence.engine;

import java.util.Optional;
import org.junit.platform.engine.UniqueId;

/** Translates between the two roots under which Jupiter discovers the same tests. */
final class UniqueIds {
    static final String RINGFENCE = "ringfence";
    static final String JUPITER = "junit-jupiter";

    private static final UniqueId JUPITER_ROOT = UniqueId.forEngine(JUPITER);

    private UniqueIds() {}

    /** Returns the id that Jupiter gives the test in its own tree, and in the worker. */
    static String inJupiter(UniqueId id) {
        return move(id, JUPITER_ROOT).toString();
    }

    /** Returns the id below {@code root}, or empty for an id that is not of these engines' tests. */
    static Optional<UniqueId> below(UniqueId root, UniqueId id) {
        String engine = id.getEngineId().orElse("");
        return engine.equals(JUPITER) || engine.equals(RINGFENCE) ? Optional.of(move(id, root)) : Optional.empty();
    }

    static boolean isOfRingfence(UniqueId id) {
        return id.getEngineId().filter(RINGFENCE::equals).isPresent();
    }

    private static UniqueId move(UniqueId id, UniqueId root) {
        UniqueId moved = root;
        for (UniqueId.Segment segment :
                id.getSegments().subList(1, id.getSegments().size())) {
            moved = moved.append(segment);
        }
        return moved;
    }
}
