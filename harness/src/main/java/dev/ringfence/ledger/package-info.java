/**
 * The life of each descriptor, folded from events. Comes in: events in order. Goes out: lives, sites, verdicts about growth. Depends on events alone, is pure, and runs on any thread.
 */
@NullMarked
package dev.ringfence.ledger;

import org.jspecify.annotations.NullMarked;
