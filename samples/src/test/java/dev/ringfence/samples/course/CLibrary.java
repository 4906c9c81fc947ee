package dev.ringfence.samples.course;

import jnr.ffi.LibraryLoader;

/** The C library, as native code of a program calls it. open(2), dup2(2), close(2). */
public interface CLibrary {

    /** Opens a file, and returns its descriptor or -1. */
    int open(String path, int flags);

    /** Makes a number stand for what another stands for, and returns it or -1. */
    int dup2(int fd, int as);

    /** Closes a descriptor, and returns 0 or -1. */
    int close(int fd);

    /** Loads it. */
    static CLibrary load() {
        return LibraryLoader.create(CLibrary.class).load("c");
    }
}
