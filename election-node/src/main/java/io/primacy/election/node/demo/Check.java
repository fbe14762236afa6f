package io.primacy.election.node.demo;

/**
 * One thing that must be so.
 *
 * @param claim as a sentence without its full stop
 * @param held whether it is so
 * @param found what was seen, for people
 */
record Check(String claim, boolean held, String found) {}
