package io.primacy.election.raft;

/**
 * What tells a request from all others, so that one that arrives twice is done once.
 *
 * @param client a number drawn by each run of a client
 * @param sequence counts its requests
 */
record RequestId(long client, long sequence) {}
