package dev.ringfence.syscall;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a call does to the descriptor table of its process when it succeeds.
 *
 * @param action what it does
 * @param kind of open file description that it makes, such as {@code file} or {@code message_queue}; empty where it makes
 *     none
 * @param argument index of the argument that points to the two descriptors of {@link Action#MAKES_PAIR}, else 0
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record DescriptorEffect(Action action, String kind, int argument) {
    /** Nothing. */
    public static final DescriptorEffect NONE = new DescriptorEffect(Action.LEAVES, "", 0);

    public DescriptorEffect {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(kind, "kind");
        if (argument < 0 || argument > 5)
            throw new IllegalArgumentException("argument must be 0 to 5 but was " + argument);
        if (action.makes != !kind.isEmpty())
            throw new IllegalArgumentException("kind must be there if and only if the call makes a descriptor");
    }

    /** How a call changes the table. */
    public enum Action {
        LEAVES(false, "leaves it as it is"),
        MAKES(true, "makes one: the result"),
        MAKES_SOMETIMES(true, "makes one if the arguments say so: the result"),
        MAKES_PAIR(true, "makes two: in the array"),
        COPIES(false, "copies the first argument: the result"),
        COPIES_SOMETIMES(false, "copies the first argument if the command says so: the result"),
        COPIES_TO(false, "copies the first argument to the second, which it closes before"),
        CLOSES(false, "closes the first argument"),
        CLOSES_RANGE(false, "closes from the first argument to the second, or marks them close-on-exec"),
        RECEIVES(false, "adds those that arrive in the control data of the message"),
        RECEIVES_MANY(false, "adds those that arrive in the control data of the messages"),
        PASSES(false, "passes those in the control data to the receiver"),
        EXECUTES(false, "closes those that are marked close-on-exec"),
        INHERITS(false, "gives the child a copy of it, or the table itself"),
        UNSHARES(false, "ends the sharing of it if the flags say so"),
        ENDS(false, "closes all with the last user of it");

        private final boolean makes;
        private final String text;

        Action(boolean makes, String text) {
            this.makes = makes;
            this.text = text;
        }
    }

    /** Returns the action with this name in the resource, such as {@code makes-pair}. */
    static Action action(String name) {
        return Arrays.stream(Action.values())
                .filter(action ->
                        action.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no effect"));
    }

    /** Returns it for people, such as {@code makes one: the result (file)}. */
    @Override
    public String toString() {
        String where = action == Action.MAKES_PAIR ? " that argument " + (argument + 1) + " points to" : "";
        return action.text + where + (kind.isEmpty() ? "" : " (" + kind.replace('_', ' ') + ")");
    }
}
