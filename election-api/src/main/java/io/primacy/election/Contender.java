package io.primacy.election;

/**
 * The code that leads.
 *
 * <p>Called on a thread for user code, one call at a time for each election, never under a lock. A
 * call that blocks delays the next call of the same election, nothing else: leadership still ends
 * on time, and other elections are served. It may call every method of the library, {@code close()}
 * included.
 *
 * <p>For each {@link FencingToken} there is at most one {@code granted}, followed by exactly one
 * {@code revoked}, in the order of the tokens. A leadership that ends before {@code granted} could
 * be called is not told at all.
 */
public interface Contender {

  /**
   * This node leads. Start what only the leader does, then return.
   *
   * @param leadership valid from now; ask it before every act
   * @throws Exception ends the leadership: {@link #revoked} follows, another node may lead, and
   *     this one stands again after a back-off
   */
  void granted(Leadership leadership) throws Exception;

  /**
   * Stop what {@link #granted} started, then return. If the reason {@linkplain
   * EndReason#isOrderly() is orderly}, the leadership is still held during this call, up to the
   * drain limit, and nobody else leads before it returned. Otherwise it is over already.
   *
   * @throws Exception is logged; the leadership ends all the same
   */
  void revoked(Leadership leadership, EndReason reason) throws Exception;
}
