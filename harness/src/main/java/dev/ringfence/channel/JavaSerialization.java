package dev.ringfence.channel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization for what has no format of our own: throwables and the sources of JUnit's descriptors. Both ends are
 * the same program with the same class path, and the socket is private, so no filter is set.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JavaSerialization {
    private JavaSerialization() {}

    /** Returns the object's bytes, or null when it, or something it refers to, cannot be serialised. */
    public static byte @Nullable [] encode(@Nullable Object object) {
        if (object == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // The methods of an object that is serialised are the user's: whatever they throw, it is no object for us.
            return null;
        }
        return bytes.toByteArray();
    }

    /** Returns the object, or empty when this JVM cannot make it, such as for want of a class, or when it is of another type. */
    public static <T> Optional<T> decode(byte @Nullable [] bytes, Class<T> type) {
        if (bytes == null) {
            return Optional.empty();
        }
        try (ObjectInputStream in = new ContextInputStream(new ByteArrayInputStream(bytes))) {
            Object object = in.readObject();
            return type.isInstance(object) ? Optional.of(type.cast(object)) : Optional.empty();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Finds classes where tests find them: in the context class loader. */
    private static final class ContextInputStream extends ObjectInputStream {
        private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

        ContextInputStream(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                // Primitive types, and classes that only the loader of this class sees.
                return super.resolveClass(description);
            }
        }
    }
}
