package dev.ringfence.hotspot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Tells what a thread that does not run is to its virtual machine, from the memory of that: its list of Java threads, and the
 * state of each. So nobody waits for the frames of one that cannot be walked, which would hold up all others, too.
 */
public final class ThreadStates {
    private static final String LIST = "ThreadsSMRSupport::_java_thread_list";
    private static final String LENGTH = "ThreadsList::_length";
    private static final String THREADS = "ThreadsList::_threads";
    private static final String STATE = "JavaThread::_thread_state";
    /** Of JDK 18 and later, and of those before. */
    private static final String OS_THREAD = "Thread::_osthread";

    private static final String FORMER_OS_THREAD = "JavaThread::_osthread";
    private static final String THREAD_ID = "OSThread::_thread_id";
    private static final int ATTEMPTS = 3;
    private static final int MOST_THREADS = 1_000_000;

    // JavaThreadState, globalDefinitions.hpp.
    private static final int NEW = 2;
    private static final int NEW_GOES_ON = 3;
    private static final int IN_NATIVE = 4;
    private static final int BLOCKED = 10;

    private final long list;
    private final long length;
    private final long threads;
    private final long state;
    private final long osThread;
    private final long threadId;
    /** Where the object of a thread was when it was last looked for. */
    private final Map<Integer, Long> known = new HashMap<>();

    /** What a thread is. */
    public enum State {
        /** It runs no Java, or not yet. */
        NO_JAVA_THREAD,
        /** It is in a native method, or waits: its frames can be told while it does not run. */
        WALKABLE,
        /** It is inside of the virtual machine, which waits for it before it tells any frames. */
        INSIDE
    }

    private ThreadStates(VmStructs structs) throws IOException {
        list = structs.place(LIST);
        length = structs.place(LENGTH);
        threads = structs.place(THREADS);
        state = structs.place(STATE);
        osThread = structs.place(structs.has(OS_THREAD) ? OS_THREAD : FORMER_OS_THREAD);
        threadId = structs.place(THREAD_ID);
    }

    /**
     * Finds out where a virtual machine keeps its threads.
     *
     * @throws IOException when it cannot be found out
     */
    public static ThreadStates of(Jvm jvm, Memory memory) throws IOException {
        return new ThreadStates(VmStructs.read(memory, jvm.libraryAddress(), DynamicSymbols.read(jvm.library())));
    }

    /**
     * Returns what a thread is.
     *
     * @param tid its kernel id as its process knows it
     * @param memory of its process
     * @throws IOException when it cannot be told
     */
    public State of(int tid, Memory memory) throws IOException {
        long found = find(tid, memory);
        if (found == 0) return State.NO_JAVA_THREAD;
        return switch ((int) number(memory, found + state, Integer.BYTES)) {
            case IN_NATIVE, BLOCKED -> State.WALKABLE;
            case NEW, NEW_GOES_ON -> State.NO_JAVA_THREAD;
            default -> State.INSIDE;
        };
    }

    /** Returns the address of its object, or 0. The list may become another, and its memory something else, while it is read. */
    private long find(int tid, Memory memory) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            long current = number(memory, list, Long.BYTES);
            long found = find(tid, listed(current, memory), memory);
            if (found != 0 || number(memory, list, Long.BYTES) == current) return found;
        }
        throw new IOException("the list of threads does not stay the same");
    }

    private long[] listed(long current, Memory memory) throws IOException {
        int count = (int) number(memory, current + length, Integer.BYTES);
        if (count < 0 || count > MOST_THREADS) return new long[0];
        byte[] bytes = new byte[count * Long.BYTES];
        if (!memory.read(number(memory, current + threads, Long.BYTES), bytes)) return new long[0];
        long[] listed = new long[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(listed);
        return listed;
    }

    private long find(int tid, long[] listed, Memory memory) {
        long likely = known.getOrDefault(tid, 0L);
        if (likely != 0 && LongStream.of(listed).anyMatch(thread -> thread == likely) && idOf(likely, memory) == tid)
            return likely;
        known.clear();
        for (long thread : listed) known.put(idOf(thread, memory), thread);
        return known.getOrDefault(tid, 0L);
    }

    /** Returns its kernel id, or 0: it has none before it is started and when it has ended. */
    private int idOf(long thread, Memory memory) {
        try {
            long of = number(memory, thread + osThread, Long.BYTES);
            return of == 0 ? 0 : (int) number(memory, of + threadId, Integer.BYTES);
        } catch (IOException hasEnded) {
            return 0;
        }
    }

    private static long number(Memory memory, long address, int size) throws IOException {
        byte[] bytes = new byte[size];
        if (!memory.read(address, bytes)) throw new IOException("the virtual machine's memory cannot be read");
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return size == Long.BYTES ? buffer.getLong() : buffer.getInt();
    }
}
