package dev.ringfence.syscall.expression;

/** What an expression asks is not known of a call. The message begins with {@code cannot tell:} and says what is missing. */
public final class CannotTellException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Makes one.
     *
     * @param missing a clause
     */
    public CannotTellException(String missing) {
        super("cannot tell: " + missing);
    }
}
