import os
import subprocess
import tempfile

print(subprocess.check_output(["/bin/echo", "child"]))
print(sorted(os.listdir("tree")))
with open("written", "w") as file:
    file.write("text\n")
read, write = os.pipe()
child = os.fork()
if child == 0:
    os.write(write, b"x")
    os._exit(7)
os.read(read, 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
os.kill(os.getpid(), 0)
