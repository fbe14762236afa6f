package io.primacy.election.node.lab;

/**
 * One thing that must be so.
 *
 * @param claim as a sentence without its full stop
 * @param held whether it is so
 * @param found what was seen, for people
 */
public record Check(String claim, boolean held, String found) {}
