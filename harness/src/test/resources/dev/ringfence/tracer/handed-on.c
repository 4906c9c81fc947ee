/* Opens through a symbolic link, and executes a program with one descriptor that is close-on-exec and one that is not. */
#include "marker.h"
#include <sys/wait.h>

int main(int argc, char **argv) {
    (void)argc;
    window_open(1);
    symlink("/etc/passwd", argv[1]);
    int kept = open(argv[1], O_RDONLY);
    int closed = open("/etc/group", O_RDONLY | O_CLOEXEC);
    if (kept < 0 || closed < 0) return 1;
    if (fork() == 0) {
        execl("/bin/true", "true", (char *)0);
        _exit(127);
    }
    wait(0);
    window_close(1);
    return kept;
}
