package dev.ringfence.syscall;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** A category of calls, as strace knows it behind {@code -e trace=%}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Category {
    /** Takes a path. */
    FILE("file"),
    /** Takes or returns a descriptor. */
    DESC("desc"),
    /** Starts, ends or waits for a process. */
    PROCESS("process"),
    /** Of sockets. */
    NETWORK("network", "net"),
    /** Of signals. */
    SIGNAL("signal"),
    /** System V's message queues, semaphores and shared memory. */
    IPC("ipc"),
    /** Changes or tells of mappings. */
    MEMORY("memory"),
    /** Of user and group ids and capabilities. */
    CREDS("creds"),
    /** Reads or sets a clock. */
    CLOCK("clock"),
    /** Takes no arguments and always succeeds. */
    PURE("pure"),
    /** stat(2) by path, following links, under any name. */
    STAT("stat"),
    /** The same of a link. */
    LSTAT("lstat"),
    /** The same of a descriptor, and of a path relative to one. */
    FSTAT("fstat"),
    /** All of these. */
    STAT_LIKE("%stat"),
    /** statfs(2) by path, under any name. */
    STATFS("statfs"),
    /** The same of a descriptor. */
    FSTATFS("fstatfs"),
    /** All of these. */
    STATFS_LIKE("%statfs");

    private static final Map<String, Category> BY_TEXT = byText();

    private final String text;
    private final String otherText;

    Category(String text) {
        this(text, text);
    }

    Category(String text, String otherText) {
        this.text = text;
        this.otherText = otherText;
    }

    private static Map<String, Category> byText() {
        Map<String, Category> byText = new HashMap<>();
        for (Category category : values()) {
            byText.put(category.text, category);
            byText.put(category.otherText, category);
        }
        return byText;
    }

    /** Returns the category that strace calls this behind {@code %}, if there is one. */
    static Optional<Category> find(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** Returns the texts of all. */
    static List<String> texts() {
        return Arrays.stream(values()).map(Category::toString).toList();
    }

    /** Returns it as in the tables, without the {@code %} in front. */
    @Override
    public String toString() {
        return text;
    }
}
