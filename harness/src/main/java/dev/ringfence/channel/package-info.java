/**
 * Messages between the three processes. Comes in: frames, throwables and sources of tests, or the bytes of a Unix domain
 * socket. Goes out: the other one, and the private directory the sockets are in. Depends on events alone (and on opentest4j
 * for throwables). Frames are encoded on the thread that sends, written by one daemon thread of each channel, and read and
 * decoded by the thread that reads.
 */
@NullMarked
package dev.ringfence.channel;

import org.jspecify.annotations.NullMarked;
