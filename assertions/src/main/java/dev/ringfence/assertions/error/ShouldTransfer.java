package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Transfer;
import dev.ringfence.budget.Amount;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** A window read or wrote too much. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldTransfer {
    private ShouldTransfer() {}

    /**
     * Returns the message.
     *
     * @param recording the recording
     * @param direction whether it reads or writes
     * @param most how many bytes were expected
     * @param transfer what there was
     * @param allowing how to allow as many as there were
     * @param selector what selects the test alone, if it is known
     */
    public static ErrorMessageFactory shouldTransferAtMost(
            Recording recording,
            Transfer.Direction direction,
            long most,
            Transfer transfer,
            String allowing,
            Optional<String> selector) {
        Amount.Known amount = (Amount.Known) transfer.amount();
        List<String> lines = new ArrayList<>();
        lines.add("Expecting " + recording.name() + " to " + direction.verb() + " at most "
                + Layout.counted(most, "byte") + ", but it " + direction.past() + " " + amount.value() + ":");
        lines.add("");
        lines.addAll(CallLines.of(recording, transfer.largest(), transfer.calls()));
        lines.add("");
        lines.add(Layout.labelled(
                "by call",
                amount.byCall().entrySet().stream()
                        .filter(each -> each.getValue() > 0)
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "))));
        lines.add(Layout.labelled("allow it", allowing));
        selector.map(Layout::reproducing).ifPresent(lines::add);
        return new TextMessage(String.join("\n", lines));
    }
}
