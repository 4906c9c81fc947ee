package dev.ringfence.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Carries a throwable to the test JVM: as the same type where that JVM can make it, else as a {@link RemoteException} or
 * {@link RemoteAssertionError}. A cause or a suppressed exception that cannot be serialised is replaced on its own.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ThrowableCodec {
    /** Largest serialised throwable; a larger one travels as its description, whose texts are shortened. */
    private static final int MAX_BYTES = 16 << 20;

    private ThrowableCodec() {}

    /** Both forms. Two byte arrays and no object of the user, so that this itself can always be read. */
    private record Encoded(byte @Nullable [] object, byte[] description) implements Serializable {}

    /** Returns the throwable's bytes. Never fails for the sake of what is in the throwable. */
    public static byte[] encode(Throwable throwable) {
        byte[] description = JavaSerialization.encode(ThrowableDescription.of(throwable));
        byte[] object = JavaSerialization.encode(throwable);
        if (object == null) {
            object = encodeReplacing(throwable);
        }
        if (object != null && object.length > MAX_BYTES) {
            object = null;
        }
        byte[] bytes = description == null ? null : JavaSerialization.encode(new Encoded(object, description));
        if (bytes == null) {
            throw new ChannelException(
                    "cannot encode a throwable of type " + throwable.getClass().getName());
        }
        return bytes;
    }

    /**
     * Returns the throwable, or its proxy.
     *
     * @throws ChannelException if the bytes do not come from {@link #encode}
     */
    public static Throwable decode(byte[] bytes) {
        Encoded encoded = JavaSerialization.decode(bytes, Encoded.class)
                .orElseThrow(
                        () -> new ChannelException("expected a throwable but found " + bytes.length + " other bytes"));
        return JavaSerialization.decode(encoded.object(), Throwable.class)
                .orElseGet(() -> JavaSerialization.decode(encoded.description(), ThrowableDescription.class)
                        .map(ThrowableDescription::toProxy)
                        .orElseThrow(() -> new ChannelException("expected the description of a throwable")));
    }

    private static byte @Nullable [] encodeReplacing(Throwable throwable) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ReplacingOutputStream(bytes, throwable)) {
            out.writeObject(throwable);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // Not even with its causes replaced: its own fields cannot be serialised.
            return null;
        }
        return bytes.toByteArray();
    }

    private static final class ReplacingOutputStream extends ObjectOutputStream {
        private final Throwable root;

        ReplacingOutputStream(OutputStream out, Throwable root) throws IOException {
            super(out);
            this.root = root;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return object instanceof Throwable throwable
                            && throwable != root
                            && JavaSerialization.encode(throwable) == null
                    ? ThrowableDescription.of(throwable).toProxy()
                    : object;
        }
    }
}
