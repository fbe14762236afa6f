package io.primacy.fence.jdbc;

import io.primacy.election.FencingToken;

/**
 * What was to be done under a token was refused, since the database has seen a higher one: another
 * node leads. Nothing of the transaction is kept.
 */
public final class StaleTokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String election;
  private final long token;
  private final long highest;

  StaleTokenException(String election, FencingToken token, FencingToken highest, String node) {
    super(
        "Token "
            + token.value()
            + " of election "
            + election
            + " is stale: node "
            + node
            + " entered with "
            + highest.value()
            + ". End this leadership and write nothing more under it.");
    this.election = election;
    this.token = token.value();
    this.highest = highest.value();
  }

  /** The election it is about. */
  public String election() {
    return election;
  }

  /** The token that was refused. */
  public FencingToken token() {
    return new FencingToken(token);
  }

  /** The highest token the database has seen. */
  public FencingToken highest() {
    return new FencingToken(highest);
  }
}
