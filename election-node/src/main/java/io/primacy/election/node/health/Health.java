package io.primacy.election.node.health;

import io.primacy.election.ConfigurationException;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Asks all checks, each on a thread of its own, and tells when one changes its mind.
 *
 * <p>A check that hangs delays no other. One loop owns all state; what takes time happens
 * elsewhere.
 */
public final class Health implements HealthView, AutoCloseable {

  private final Environment environment;
  private final EventLoop loop;
  private final HealthListener listener;
  private final List<Watched> watched;

  /**
   * Asks nothing yet.
   *
   * @throws ConfigurationException if two checks have one name
   */
  public Health(List<NamedCheck> checks, Environment environment, HealthListener listener) {
    refuseTwins(checks);
    this.environment = environment;
    this.loop = environment.newLoop("health");
    this.listener = listener;
    this.watched = checks.stream().map(Watched::new).toList();
  }

  /** Says of each check that it has not answered yet, then begins to ask. Call it once. */
  public void start() {
    watched.forEach(each -> listener.ill(each.named, Watched.NO_ANSWER));
    loop.execute(() -> watched.forEach(each -> each.prober.start()));
  }

  @Override
  public List<CheckView> checks() {
    return watched.stream().map(each -> each.view).toList();
  }

  /** Asks no more. Tells nobody, does not wait for what is under way. */
  @Override
  public void close() {
    loop.execute(
        () -> {
          watched.forEach(Watched::close);
          loop.close();
        });
  }

  private static void refuseTwins(List<NamedCheck> checks) {
    Set<String> names = new HashSet<>();
    List<String> twins =
        checks.stream()
            .map(NamedCheck::name)
            .filter(name -> !names.add(name))
            .map(name -> "Two health checks are called '" + name + "': give one another name.")
            .toList();
    if (!twins.isEmpty()) {
      throw new ConfigurationException(twins);
    }
  }

  /** One check, and what is thought of it. Confined to the loop, the view aside. */
  private final class Watched {

    private static final String NO_ANSWER = "no answer yet";

    private final NamedCheck named;
    private final Executor thread;
    private final Prober<Verdict> prober;

    private Condition condition = Condition.UNKNOWN;
    private Instant since = now();
    private volatile CheckView view; // Written by the loop, read by anyone.

    Watched(NamedCheck named) {
      this.named = named;
      this.view = new CheckView(named.name(), false, NO_ANSWER, since);
      this.thread = environment.newCallbacks("health-" + named.name());
      this.prober =
          new Prober<>(
              named.check()::check,
              named.rhythm(),
              loop,
              environment.time(),
              thread,
              answer -> heard(answer.value().orElseGet(() -> Verdict.ill(answer.failure()))));
    }

    private void heard(Verdict verdict) {
      Condition before = condition;
      condition = condition.after(verdict.well(), named.rhythm());
      boolean changed = condition.state() != before.state();
      since = changed ? now() : since;
      view = new CheckView(named.name(), condition.isWell(), detail(verdict), since);
      if (changed && condition.isWell()) {
        listener.well(named);
      } else if (changed) {
        listener.ill(named, verdict.detail());
      }
    }

    private String detail(Verdict verdict) {
      if (condition.against() == 0) {
        return verdict.detail();
      }
      int enough = verdict.well() ? named.rhythm().rise() : named.rhythm().fall();
      String word = verdict.well() ? "well" : "failed";
      return word + " " + condition.against() + " of " + enough + ": " + verdict.detail();
    }

    private Instant now() {
      return Instant.ofEpochMilli(environment.time().wallMillis());
    }

    private void close() {
      prober.close();
      thread.execute(named.check()::close);
      Threads.close(thread);
    }
  }
}
