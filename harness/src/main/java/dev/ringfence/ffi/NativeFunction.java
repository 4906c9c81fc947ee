package dev.ringfence.ffi;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.util.Arrays;

/**
 * A function of this process whose arguments are integers and addresses. An int is passed as a long and returned as one whose
 * lower half counts, as both calling conventions have it. Saves errno.
 */
final class NativeFunction {
    private static final Invoker INVOKER = Invoker.getInstance();
    private static final Library PROCESS = Library.getDefault();

    private final CallContext context;
    private final String name;
    private final long address;

    NativeFunction(String name, int arguments) {
        Type[] types = new Type[arguments];
        Arrays.fill(types, Type.SINT64);
        this.context = CallContext.getCallContext(Type.SINT64, types, CallingConvention.DEFAULT, true);
        this.name = name;
        this.address = PROCESS.getSymbolAddress(name);
    }

    long call(long first) {
        return INVOKER.invokeN1(context, address(), first);
    }

    long call(long first, long second) {
        return INVOKER.invokeN2(context, address(), first, second);
    }

    long call(long first, long second, long third) {
        return INVOKER.invokeN3(context, address(), first, second, third);
    }

    long call(long first, long second, long third, long fourth) {
        return INVOKER.invokeN4(context, address(), first, second, third, fourth);
    }

    long call(long first, long second, long third, long fourth, long fifth) {
        return INVOKER.invokeN5(context, address(), first, second, third, fourth, fifth);
    }

    long call(long first, long second, long third, long fourth, long fifth, long sixth) {
        return INVOKER.invokeN6(context, address(), first, second, third, fourth, fifth, sixth);
    }

    private long address() {
        if (address == 0) throw new UnsatisfiedLinkError("this process has no function " + name);
        return address;
    }
}
