package dev.ringfence.samples.course;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A pool of open files, as connection pools are: it hands out the member that has rested longest, and adds one on each
 * use until it is full.
 */
final class FilePool {
    private final Path file;
    private final int size;
    private final Deque<FileChannel> resting = new ArrayDeque<>();
    private int members;

    FilePool(Path file, int size) {
        this.file = file;
        this.size = size;
    }

    synchronized FileChannel borrow() throws IOException {
        if (members < size) {
            members++;
            return FileChannel.open(file, StandardOpenOption.READ);
        }
        if (resting.isEmpty()) throw new IOException("all " + size + " members are in use");
        return resting.removeFirst();
    }

    synchronized void giveBack(FileChannel member) {
        resting.addLast(member);
    }

    synchronized void close() throws IOException {
        for (FileChannel member : resting) member.close();
        resting.clear();
        members = 0;
    }
}
