package io.primacy.election.node.http;

/** Answers one path. Called on a thread of the server; must answer from memory. */
@FunctionalInterface
interface Endpoint {

  Answer answer(Ask ask);
}
