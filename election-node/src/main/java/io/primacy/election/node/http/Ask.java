package io.primacy.election.node.http;

import java.util.Optional;

/**
 * What is asked of an endpoint.
 *
 * @param election the one that was named, if any
 * @param accept the header of that name; may be empty
 */
record Ask(Optional<String> election, String accept) {}
