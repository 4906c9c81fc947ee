package dev.ringfence.differential;

/**
 * One place where two logs differ.
 *
 * @param program that was traced
 * @param thread its name
 * @param index of the line among those of the thread in their log, from 1
 * @param theirs what strace wrote, or "(nothing)"
 * @param ours what we wrote, or "(nothing)"
 */
record Difference(String program, String thread, int index, String theirs, String ours) {
    static final String NOTHING = "(nothing)";

    @Override
    public String toString() {
        return "%s, thread %s, line %d%n    strace:    %s%n    ringfence: %s"
                .formatted(program, thread, index, theirs, ours);
    }
}
