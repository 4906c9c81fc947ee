package dev.ringfence.cli;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.CallSelection;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the table of system calls. */
@Command(
        name = "syscalls",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        header = "Prints the system calls of Linux: all, or what is known of some.",
        description = {
            "",
            "Without CALLS prints number and name of each, as ausyscall --dump does; so with CALLS that name several."
                    + " Where CALLS name one call, prints its number, name, signature (arguments and their kinds),"
                    + " strace's categories, family and what it does to the descriptor table.",
            "",
            "CALLS are terms with commas between, as @Traced(observe) takes them, too:",
            "",
            "  openat        the call with this name; 257, 0x101: with this number",
            "  ?openat3      the call with this name, if there is one",
            "  opens         a family: what does the same under several names",
            "  %%file         a category of strace: %%file %%desc %%process %%network (%%net)",
            "                %%signal %%ipc %%memory %%creds %%clock %%pure %%stat %%lstat %%fstat",
            "                %%%%stat %%statfs %%fstatfs %%%%statfs",
            "  /^re          the calls in whose names the regular expression is found;",
            "                /^re/ says the same",
            "  all, none     all calls, no call",
            "  %%file@32      of one personality only: @64, @32 (int 0x80 and 32-bit",
            "                programs) or @x32",
            "  !futex,close  with ! in front: all but what the terms name",
            "  %%file,!stat   with ! further back: without what this term names",
            ""
        },
        parameterListHeading = "Parameters:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:the calls are printed", " 1:no such call", " 2:the command line is wrong"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringfence syscalls openat",
            "  ringfence syscalls '%%network,!socketpair'",
            "  ringfence syscalls --abi aarch64 --json 56"
        })
final class SyscallsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "CALLS", description = "The calls to print; several are one list.")
    private List<String> calls = List.of();

    @Option(
            names = "--abi",
            paramLabel = "ABI",
            description = "x86_64, aarch64, i386 (int 0x80) or x32; without it, that of this machine.")
    private String abiName = "";

    @Option(
            names = "--json",
            description =
                    "Print one JSON object: abi, and syscalls, each with number, name, result and arguments (where"
                            + " they are known), categories, family (where it has one) and descriptors.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        PrintWriter out = commandLine.getOut();
        Abi abi = abi();
        Collection<Syscall> selected;
        try {
            selected = select(abi);
        } catch (IllegalArgumentException e) {
            commandLine.getErr().println("ringfence syscalls: " + e.getMessage());
            commandLine.getErr().flush();
            return RingfenceCli.FAILED;
        }
        if (json) {
            out.print(SyscallsText.json(abi, selected));
        } else if (selected.size() == 1 && !calls.isEmpty()) {
            out.print(SyscallsText.of(selected.iterator().next()));
        } else {
            out.print(SyscallsText.table(abi, selected));
        }
        out.flush();
        return RingfenceCli.OK;
    }

    private Abi abi() {
        try {
            return abiName.isEmpty() ? Abi.ofThisMachine() : Abi.named(abiName);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Collection<Syscall> select(Abi abi) {
        if (calls.isEmpty()) return SyscallTable.of(abi).calls();
        String list = String.join(",", calls);
        return CallSelection.parse(list, Set.of(abi)).calls(abi);
    }
}
