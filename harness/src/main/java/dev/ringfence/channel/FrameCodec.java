package dev.ringfence.channel;

import java.io.IOException;
import org.apiguardian.api.API;

/**
 * Turns frames into bytes and back. On the wire a frame is its length (4 bytes, big-endian, at most {@link #MAX_BYTES},
 * not counting itself), the number of its type (1 byte), then its components in order.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameCodec {
    /** Longest frame: 64 MiB, type number included, length field not. */
    public static final int MAX_BYTES = 64 << 20;

    private FrameCodec() {}

    /**
     * Returns type number and components, without the length field.
     *
     * @throws ChannelException if they are more than {@link #MAX_BYTES}
     */
    public static byte[] encode(Frame frame) {
        String name = frame.getClass().getSimpleName();
        FrameOutput out = new FrameOutput();
        try {
            out.writeByte(FrameTypes.number(frame));
            FrameTypes.write(frame, out);
        } catch (IOException e) {
            throw new ChannelException("cannot encode a frame of type " + name, e);
        }
        byte[] bytes = out.toByteArray();
        checkLength(bytes.length, name);
        return bytes;
    }

    /**
     * Returns the frame of a type number and components, without the length field.
     *
     * @throws ChannelException if they are not exactly one frame
     */
    public static Frame decode(byte[] bytes) {
        checkLength(bytes.length, "frame");
        FrameInput in = new FrameInput(bytes);
        int number = Byte.toUnsignedInt(bytes[0]);
        String name = FrameTypes.name(number);
        try {
            in.readByte();
            Frame frame = FrameTypes.read(number, in);
            if (in.remaining() > 0) {
                throw new ChannelException(
                        "expected the end of a frame of type " + name + " but found " + in.remaining() + " more bytes");
            }
            return frame;
        } catch (IOException e) {
            throw new ChannelException(
                    "expected a frame of type " + name + " but its " + bytes.length + " bytes end too early", e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new ChannelException("found a frame of type " + name + " with components that it cannot have", e);
        }
    }

    static void checkLength(int length, String what) {
        if (length < 1 || length > MAX_BYTES) {
            throw new ChannelException("expected the length of a frame (1 to " + MAX_BYTES + " bytes) but found "
                    + length + " for a " + what);
        }
    }
}
