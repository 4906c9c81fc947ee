/* Children that open a file, fork and execute at once, many at a time. */
#include "marker.h"
#include <sys/wait.h>

int main(void) {
    window_open(1);
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 20; i++) {
            if (fork() == 0) {
                close(open("/etc/passwd", O_RDONLY));
                if (fork() == 0) {
                    execl("/bin/true", "true", (char *)0);
                    _exit(127);
                }
                wait(0);
                _exit(0);
            }
        }
        while (wait(0) > 0) {
        }
    }
    window_close(1);
    return 0;
}
