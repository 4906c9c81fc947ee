package dev.ringfence.assertions.evidence;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a message about a budget needs to know of the test.
 *
 * @param testName simple name of the test, such as {@code uploads()}
 * @param selector what selects it, such as {@code UploadServiceIT#uploads}
 * @param file where its budget is locked, as a reader finds it
 * @param proposal where what was found is proposed
 * @param profile the section that counts
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetOccasion(String testName, String selector, String file, String proposal, String profile) {
    public BudgetOccasion {
        Objects.requireNonNull(testName, "testName");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(proposal, "proposal");
        Objects.requireNonNull(profile, "profile");
    }
}
