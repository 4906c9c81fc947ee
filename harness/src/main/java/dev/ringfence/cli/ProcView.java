package dev.ringfence.cli;

import dev.ringfence.inspection.GroupUse;
import dev.ringfence.inspection.Inspection;
import dev.ringfence.inspection.OpenDescriptor;
import dev.ringfence.kernelfs.Reading;
import java.util.List;

/**
 * What is shown of a process.
 *
 * @param inspection what was captured
 * @param descriptors of the process, described
 * @param groups what its control groups use and may use
 * @param users names of users
 */
record ProcView(Inspection inspection, Reading<List<OpenDescriptor>> descriptors, GroupUse groups, UserNames users) {}
