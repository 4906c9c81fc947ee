package dev.ringfence.worker;

import dev.ringfence.channel.Frame;

/** Where frames for the test JVM go. */
interface EventOutput {

    /** Sends a frame; never blocks. */
    void send(Frame frame);

    /**
     * Waits until all that was sent would arrive even if this process were killed now. Where the connection is broken
     * there is nothing to wait for: the thread that reads it ends this JVM.
     */
    void awaitWritten();
}
