package dev.ringfence.program;

import java.io.OutputStream;
import java.util.Objects;
import org.apiguardian.api.API;

/** Where lines go. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Destination {

    /** All lines to where messages go, too: standard error. */
    record Terminal(OutputStream out) implements Destination {
        public Terminal {
            Objects.requireNonNull(out, "out");
        }
    }

    /**
     * All lines to one file or pipe.
     *
     * @param live whether someone reads along
     */
    record Log(OutputStream out, boolean live) implements Destination {
        public Log {
            Objects.requireNonNull(out, "out");
        }
    }

    /**
     * The lines of each thread to the file with its id behind the prefix and a dot.
     *
     * @param append whether files that are there are appended to
     */
    record LogOfEach(String prefix, boolean append) implements Destination {
        public LogOfEach {
            Objects.requireNonNull(prefix, "prefix");
        }
    }

    /** Returns whether lines of several threads meet. */
    default boolean isShared() {
        return !(this instanceof LogOfEach);
    }

    /** Returns whether lines are held back until there are many, because nobody reads along. */
    default boolean isPatient() {
        return !(this instanceof Terminal) && !(this instanceof Log log && log.live());
    }

    /** Returns whether messages go there, too. */
    default boolean isTerminal() {
        return this instanceof Terminal;
    }
}
