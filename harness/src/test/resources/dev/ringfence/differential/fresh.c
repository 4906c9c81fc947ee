/* Runs a program with an output that is empty and with no signal blocked or ignored, whatever the tracer before it did. */
#include <signal.h>
#include <unistd.h>

int main(int count, char **arguments, char **environment) {
    sigset_t none;
    sigemptyset(&none);
    if (count < 2 || ftruncate(1, 0) || lseek(1, 0, SEEK_SET)) return 126;
    sigprocmask(SIG_SETMASK, &none, 0);
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < 32; number++) sigaction(number, &action, 0);
    execve(arguments[1], arguments + 1, environment);
    return 127;
}
