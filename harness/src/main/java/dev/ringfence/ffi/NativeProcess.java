package dev.ringfence.ffi;

import java.util.ArrayList;
import java.util.List;

/** Starts processes with posix_spawn(3), so that no thread of the JDK waits for them and takes their stops away. */
public final class NativeProcess {
    private static final short SETPGROUP = 0x02;
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    /** SIGCANCEL and SIGSETXID, 32 and 33: glibc ignores them in the child where it had them handled in the parent. */
    private static final long SIGNALS_OF_LIBC = 0x180000000L;

    private static final int O_RDONLY = 0;
    /** Larger than posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t of glibc (80, 336, 128) and musl. */
    private static final int OPAQUE_SIZE = 512;

    private final Libc libc;

    public NativeProcess(Libc libc) {
        this.libc = libc;
    }

    /**
     * Starts a process in a process group of its own, with no signal blocked or ignored, standard input from {@code
     * /dev/null}, and nothing else set. Descriptors without close-on-exec are inherited.
     *
     * @param path absolute path of the program
     * @param argv argument vector, the name first
     * @param environment as {@code NAME=value}
     * @param directory working directory
     * @param out descriptor for standard output, or -1 for {@code /dev/null}
     * @param err descriptor for standard error, or -1 for {@code /dev/null}
     * @return its process id
     * @throws SyscallFailure when it could not be started
     */
    public int spawn(String path, List<String> argv, List<String> environment, String directory, int out, int err) {
        Block actions = new Block(OPAQUE_SIZE);
        Block attributes = new Block(OPAQUE_SIZE);
        check("posix_spawn_file_actions_init()", libc.posix_spawn_file_actions_init(actions.address()));
        check("posix_spawnattr_init()", libc.posix_spawnattr_init(attributes.address()));
        Block devNull = Block.ofString("/dev/null");
        Block cwd = Block.ofString(directory);
        try {
            open(actions, 0, devNull, O_RDONLY);
            redirect(actions, 1, out, devNull);
            redirect(actions, 2, err, devNull);
            check(
                    "posix_spawn_file_actions_addchdir_np(\"" + directory + "\")",
                    libc.posix_spawn_file_actions_addchdir_np(actions.address(), cwd.address()));
            setAttributes(attributes);
            return spawn(path, actions, attributes, argv, environment);
        } finally {
            libc.posix_spawn_file_actions_destroy(actions.address());
            libc.posix_spawnattr_destroy(attributes.address());
            Block.keep(actions, attributes, devNull, cwd);
        }
    }

    /**
     * Starts a process that is as this one: group, standard streams, directory; descriptors without close-on-exec are
     * inherited.
     *
     * @param blocked the signals that it is to block, bit 0 for signal 1
     * @return its process id
     * @throws SyscallFailure when it could not be started
     */
    public int spawnAlike(String path, List<String> argv, long blocked) {
        Block actions = new Block(OPAQUE_SIZE);
        Block attributes = new Block(OPAQUE_SIZE);
        Block mask = new Block(OPAQUE_SIZE);
        Block defaults = new Block(OPAQUE_SIZE);
        mask.putLong(0, blocked);
        defaults.putLong(0, SIGNALS_OF_LIBC);
        check("posix_spawn_file_actions_init()", libc.posix_spawn_file_actions_init(actions.address()));
        check("posix_spawnattr_init()", libc.posix_spawnattr_init(attributes.address()));
        try {
            check(
                    "posix_spawnattr_setsigmask()",
                    libc.posix_spawnattr_setsigmask(attributes.address(), mask.address()));
            check(
                    "posix_spawnattr_setsigdefault()",
                    libc.posix_spawnattr_setsigdefault(attributes.address(), defaults.address()));
            check("posix_spawnattr_setflags()", libc.posix_spawnattr_setflags(attributes.address(), (short)
                    (SETSIGMASK | SETSIGDEF)));
            return spawn(path, actions, attributes, argv, List.of());
        } finally {
            libc.posix_spawn_file_actions_destroy(actions.address());
            libc.posix_spawnattr_destroy(attributes.address());
            Block.keep(actions, attributes, mask, defaults);
        }
    }

    private int spawn(String path, Block actions, Block attributes, List<String> argv, List<String> environment) {
        List<Block> alive = new ArrayList<>();
        Block pid = new Block(4);
        Block program = Block.ofString(path);
        Block arguments = vector(argv, alive);
        Block variables = vector(environment, alive);
        try {
            check(
                    "posix_spawn(\"" + path + "\")",
                    libc.posix_spawn(
                            pid.address(),
                            program.address(),
                            actions.address(),
                            attributes.address(),
                            arguments.address(),
                            variables.address()));
        } finally {
            alive.addAll(List.of(pid, program, arguments, variables));
            Block.keep(alive.toArray(new Block[0]));
        }
        return pid.getInt(0);
    }

    private void setAttributes(Block attributes) {
        Block none = new Block(OPAQUE_SIZE);
        Block all = new Block(OPAQUE_SIZE);
        libc.sigemptyset(none.address());
        libc.sigfillset(all.address());
        check("posix_spawnattr_setsigmask()", libc.posix_spawnattr_setsigmask(attributes.address(), none.address()));
        check(
                "posix_spawnattr_setsigdefault()",
                libc.posix_spawnattr_setsigdefault(attributes.address(), all.address()));
        check("posix_spawnattr_setpgroup(0)", libc.posix_spawnattr_setpgroup(attributes.address(), 0));
        check("posix_spawnattr_setflags()", libc.posix_spawnattr_setflags(attributes.address(), (short)
                (SETPGROUP | SETSIGDEF | SETSIGMASK)));
        Block.keep(none, all);
    }

    private void redirect(Block actions, int fd, int source, Block devNull) {
        if (source < 0) {
            open(actions, fd, devNull, 1);
        } else {
            check(
                    "posix_spawn_file_actions_adddup2(" + source + ", " + fd + ")",
                    libc.posix_spawn_file_actions_adddup2(actions.address(), source, fd));
        }
    }

    private void open(Block actions, int fd, Block path, int flags) {
        check(
                "posix_spawn_file_actions_addopen(" + fd + ")",
                libc.posix_spawn_file_actions_addopen(actions.address(), fd, path.address(), flags, 0));
    }

    /** Sends a signal to a process, or to a process group when the id is negative. Returns 0 or the errno. */
    public int kill(int pid, int signal) {
        return libc.kill(pid, signal) == -1 ? Ptrace.lastError() : 0;
    }

    private static Block vector(List<String> strings, List<Block> alive) {
        Block vector = new Block(8 * (strings.size() + 1));
        int offset = 0;
        for (String string : strings) {
            Block block = Block.ofString(string);
            alive.add(block);
            vector.putLong(offset, block.address());
            offset += 8;
        }
        return vector;
    }

    /** The posix_spawn family returns the error number instead of setting errno. */
    private static void check(String call, int result) {
        if (result != 0) {
            throw new SyscallFailure(call, result);
        }
    }
}
