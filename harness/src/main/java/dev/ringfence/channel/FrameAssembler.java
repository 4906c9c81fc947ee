package dev.ringfence.channel;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Puts frames together from the bytes as they come. */
final class FrameAssembler {
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private byte @Nullable [] frame;
    private int done;

    /**
     * Takes bytes up to the end of one frame.
     *
     * @return the frame, or null where all bytes were taken and it is not complete
     * @throws ChannelException if these are no frames
     */
    @Nullable
    Frame next(ByteBuffer bytes) {
        byte[] body = frame;
        if (body == null) {
            while (length.hasRemaining() && bytes.hasRemaining()) {
                length.put(bytes.get());
            }
            if (length.hasRemaining()) {
                return null;
            }
            int size = length.getInt(0);
            FrameCodec.checkLength(size, "frame");
            body = new byte[size];
            frame = body;
            done = 0;
        }
        int part = Math.min(bytes.remaining(), body.length - done);
        bytes.get(body, done, part);
        done += part;
        if (done < body.length) {
            return null;
        }
        frame = null;
        length.clear();
        return FrameCodec.decode(body);
    }

    /** Returns whether nothing of the next frame was taken. */
    boolean isBetweenFrames() {
        return frame == null && length.position() == 0;
    }
}
