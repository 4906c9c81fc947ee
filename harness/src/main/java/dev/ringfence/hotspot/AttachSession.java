package dev.ringfence.hotspot;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Talks with one virtual machine as jstack does (attachListener.cpp), which waits for an answer without an end. A request is the
 * version of the protocol, a command and three arguments; the answer is a line with 0 or an error number, and text.
 */
final class AttachSession implements Closeable {
    private static final String SUCCESS = "0\n";
    private static final String COMMAND = "threaddump";
    /** Version 2 has the length of the rest before it, and options behind the command. */
    private static final String UNSTREAMED = COMMAND + " streaming=0";

    private final Jvm jvm;
    private final Listening listening;
    /** A request that is not answered yet. */
    private @Nullable AttachRequest late;

    private String @Nullable [] request;

    AttachSession(Jvm jvm, IntConsumer quit) {
        this.jvm = jvm;
        this.listening = new Listening(jvm, quit);
    }

    /**
     * Returns a dump that was taken after this was called.
     *
     * @param hurry tells when not to wait any more, before it takes too long anyway
     * @throws LateAnswerException when it does not come soon
     * @throws NoFramesException when it does not come at all, or not yet
     */
    ThreadDump dump(BooleanSupplier hurry) throws IOException, LateAnswerException, NoFramesException {
        listening.begin();
        Patience patience = Patience.forAnAnswer(hurry);
        // It reads one request after the other, and has room for few.
        if (late != null) await(late, patience);
        if (request == null) request = request(ask(patience, "1", "getversion", "options", "", ""));
        String answer = ask(patience, request);
        if (answer.isEmpty())
            throw new NoFramesException(
                    "the virtual machine gave no answer: it answers its own user, in its own group, and root");
        if (!answer.startsWith(SUCCESS)) throw new NoFramesException("the virtual machine answered " + answer.strip());
        return ThreadDump.parse(answer.substring(SUCCESS.length()));
    }

    /**
     * Later ones, such as JDK 25, write every word of a dump to the connection as soon as they have it, unless they are asked not to: that is
     * hundreds of calls, at each of which the thread would stop for the tracer.
     *
     * @param version what it answered, such as {@code 2 streaming}; earlier ones do not know the question
     */
    static String[] request(String version) {
        boolean streams = version.startsWith(SUCCESS + "2 ") && version.contains("streaming");
        return streams
                ? new String[] {"2", String.valueOf(AttachRequest.bytes(UNSTREAMED).length), UNSTREAMED}
                : new String[] {"1", COMMAND, "", "", ""};
    }

    private String ask(Patience patience, String... words) throws IOException, LateAnswerException, NoFramesException {
        AttachRequest asked;
        try {
            asked = AttachRequest.send(jvm.socket(), words);
        } catch (ConnectException e) {
            throw listening.refused();
        }
        listening.heard();
        return await(asked, patience);
    }

    private String await(AttachRequest asked, Patience patience) throws IOException, LateAnswerException {
        late = null;
        try {
            String answer = asked.await(patience);
            asked.close();
            return answer;
        } catch (LateAnswerException e) {
            late = asked;
            throw e;
        } catch (IOException e) {
            asked.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (late != null) late.close();
        listening.end();
    }
}
