package io.primacy.fence.jdbc;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A contender that enters a {@link JdbcFence} before the application's code leads. A leadership
 * whose token the database refuses never reaches that code: it ends at once, and the election is
 * lifted above what the database has seen, so that the next leadership is taken. That happens when
 * the store was wiped or replaced.
 *
 * <p>A database that can not be reached makes {@code granted} throw, and so makes room for another
 * node.
 */
public final class FencedContender implements Contender {

  /** The application's code that leads. Called as a {@link Contender} is. */
  public interface Code {

    /**
     * This node leads, and has entered.
     *
     * @param entry fences what this leadership writes
     * @throws Exception as for a {@link Contender}
     */
    void granted(Leadership leadership, FenceEntry entry) throws Exception;

    /** As for a {@link Contender}; once for each {@code granted}. */
    void revoked(Leadership leadership, EndReason reason) throws Exception;
  }

  private static final Logger LOG = System.getLogger(FencedContender.class.getName());

  private final LeaderElection election;
  private final JdbcFence fence;
  private final String node;
  private final Code code;
  private boolean told; // Confined to the calls of the election, one at a time.

  /**
   * One for a campaign in this election.
   *
   * @param election to stand in, and to lift
   * @param fence of the database that the code writes to
   * @param node of this process, for people
   */
  public FencedContender(LeaderElection election, JdbcFence fence, String node, Code code) {
    this.election = requireNonNull(election, "election");
    this.fence = requireNonNull(fence, "fence");
    this.node = requireNonNull(node, "node");
    this.code = requireNonNull(code, "code");
  }

  @Override
  public void granted(Leadership leadership) throws Exception {
    FenceEntry entry;
    try {
      entry = fence.enter(leadership.token(), node);
    } catch (StaleTokenException stale) {
      LOG.log(
          Level.WARNING,
          "refused election={0} token={1} highest={2}",
          leadership.election(),
          leadership.token(),
          stale.highest());
      election.raiseAbove(stale.highest()); // Ends this leadership.
      return;
    }
    told = true;
    code.granted(leadership, entry);
  }

  @Override
  public void revoked(Leadership leadership, EndReason reason) throws Exception {
    if (told) {
      told = false;
      code.revoked(leadership, reason);
    }
  }
}
