package dev.ringfence.program;

import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallExpression;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Which calls are shown by how they end ({@code -e status=}, {@code -e errno=}).
 *
 * @param expressions that all hold
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StatusFilter(List<CallExpression.OfEnd> expressions) {
    /** Every call. */
    public static final StatusFilter ALL = new StatusFilter(List.of());

    public StatusFilter {
        expressions = List.copyOf(expressions);
    }

    boolean isAll() {
        return expressions.isEmpty();
    }

    /** Returns whether a call is shown whose result register says this. */
    boolean shows(long result) {
        return isAll() || holds(CallEnd.of(result));
    }

    boolean showsUnfinished() {
        return isAll() || holds(new CallEnd.Unfinished());
    }

    private boolean holds(CallEnd end) {
        return expressions.stream().allMatch(expression -> expression.holds(end));
    }
}
