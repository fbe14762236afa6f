package io.primacy.election.node.config;

import io.primacy.election.Candidacy;

/**
 * How a node stands in one election.
 *
 * @param election its name
 * @param candidacy priority, eligibility, attributes
 */
public record Stand(String election, Candidacy candidacy) {}
