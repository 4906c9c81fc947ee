package dev.ringfence.cli;

import dev.ringfence.program.CallCount;
import dev.ringfence.program.SummaryColumn;
import dev.ringfence.program.SummaryTable;
import java.util.List;
import picocli.CommandLine.Option;

/** How a table of counts looks. */
final class TableOptions {

    @Option(
            names = {"-S", "--summary-sort-by"},
            paramLabel = "ORDER",
            description = "Sort the table by time (as it is without this), min-time, max-time, avg-time, calls, errors,"
                    + " name or nothing.")
    private String order = "time";

    @Option(
            names = {"-U", "--summary-columns"},
            paramLabel = "COLUMNS",
            description =
                    "The columns of the table: time-percent, total-time, min-time, max-time, avg-time, calls, errors,"
                            + " name; without this, all but min-time and max-time.")
    private String columns = "";

    /**
     * What the table is to be.
     *
     * @param order of its rows
     * @param columns that it has
     */
    record Shape(SummaryTable.Order order, List<SummaryColumn> columns) {
        String table(List<CallCount> counts) {
            return SummaryTable.of(counts, order, columns);
        }
    }

    /**
     * Returns what was asked for.
     *
     * @throws IllegalArgumentException for an order or a column that is none
     */
    Shape shape() {
        return new Shape(
                SummaryTable.Order.named(order),
                columns.isEmpty() ? SummaryColumn.DEFAULT : SummaryColumn.list(columns));
    }
}
