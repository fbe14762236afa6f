package io.primacy.election.node.health;

import java.time.Instant;

/**
 * A check as it stands now.
 *
 * @param name what operators call it
 * @param healthy whether it lets this node lead: damped, and false before the first answer
 * @param detail what it found last, for people
 * @param since when {@code healthy} became so, by the wall clock, for people
 */
public record CheckView(String name, boolean healthy, String detail, Instant since) {}
