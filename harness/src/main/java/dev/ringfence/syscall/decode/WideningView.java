package dev.ringfence.syscall.decode;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes a call of i386, as one of 64 bits would look: structures that a call is given are read as if they lay in
 * memory as they do on 64 bits, so what decodes those decodes these.
 */
final class WideningView implements TraceeView {
    private final TraceeView view;
    private final Map<Long, Shape> shapes = new HashMap<>();

    /**
     * Makes a view.
     *
     * @param arguments what each argument points to; null where that is no structure, or one that is laid out the same
     */
    WideningView(TraceeView view, List<@Nullable Shape> arguments, long[] registers) {
        this.view = view;
        for (int i = 0; i < arguments.size(); i++) {
            Shape shape = arguments.get(i);
            if (shape != null) shapes.put(registers[i], shape);
        }
    }

    /** Reads what is no whole structure as it is. */
    @Override
    public int read(long address, byte[] target, int length) {
        Shape shape = shapes.get(address);
        if (shape == null || length == 0 || length % shape.wide() != 0) return view.read(address, target, length);
        int count = length / shape.wide();
        byte[] narrow = new byte[count * shape.narrow()];
        // The end of an array that cannot be read whole would be at another address than it seems.
        if (view.read(address, narrow, narrow.length) != narrow.length) return 0;
        ByteBuffer from = DecodeContext.wrap(narrow);
        ByteBuffer to = DecodeContext.wrap(target);
        for (int i = 0; i < count; i++) {
            shape.widen(from, i * shape.narrow(), to, i * shape.wide(), shapes::put);
        }
        return length;
    }

    @Override
    public int wordSize() {
        return Integer.BYTES;
    }

    @Override
    public @Nullable String descriptor(int fd) {
        return view.descriptor(fd);
    }

    @Override
    public @Nullable String descriptorDetail(int fd, String link) {
        return view.descriptorDetail(fd, link);
    }

    @Override
    public long stackPointer() {
        return view.stackPointer();
    }

    @Override
    public @Nullable String interfaceName(int index) {
        return view.interfaceName(index);
    }

    @Override
    public int netlinkProtocol(int fd) {
        return view.netlinkProtocol(fd);
    }

    @Override
    public @Nullable String currentDirectory() {
        return view.currentDirectory();
    }
}
