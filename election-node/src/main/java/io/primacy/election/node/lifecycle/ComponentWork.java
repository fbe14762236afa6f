package io.primacy.election.node.lifecycle;

import io.primacy.election.EndReason;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts components in order and stops them in reverse, each within a limit. What does not return
 * is interrupted, then given up and told of; until it returns, nothing is started again.
 */
final class ComponentWork implements Work {

  private static final Logger LOG = System.getLogger(ComponentWork.class.getName());

  private final List<Component> components;
  private final Supplier<LifecycleSettings> settings;
  private final Halt halt;

  private final ArrayDeque<Component> started = new ArrayDeque<>(); // Confined to the calls here.
  private final Map<String, Long> stuck = new ConcurrentSkipListMap<>(); // Name to token.

  ComponentWork(List<Component> components, Supplier<LifecycleSettings> settings, Halt halt) {
    this.components = List.copyOf(components);
    this.settings = settings;
    this.halt = halt;
  }

  @Override
  public String start(Activation activation, Reports reports) throws StartFailedException {
    refuseWhileStuck();
    for (Component component : components) {
      if (activation.isCancelled()) {
        break;
      }
      int number = started.size() + 1;
      reports.doing("starting " + component.name() + ", " + number + " of " + components.size());
      start(component, activation, reports);
    }
    return components.isEmpty() ? "nothing to start" : started.size() + " started";
  }

  @Override
  public void stop(Activation activation, EndReason reason, Reports reports) {
    while (!started.isEmpty()) {
      Component component = started.pop();
      reports.doing("stopping " + component.name() + ", " + started.size() + " left");
      stop(component, activation, reason, reports);
    }
  }

  private void refuseWhileStuck() throws StartFailedException {
    Optional<Map.Entry<String, Long>> first = stuck.entrySet().stream().findFirst();
    if (first.isPresent()) {
      throw new StartFailedException(
          first.get().getKey() + " has not stopped since token " + first.get().getValue(), null);
    }
  }

  private void start(Component component, Activation activation, Reports reports)
      throws StartFailedException {
    Duration limit = settings.get().startLimit();
    Call call = begin("start", component, activation, () -> component.start(activation));
    boolean inTime = call.await(limit, activation.cancelled());
    if (!inTime) {
      call.interrupt();
      if (!call.await(settings.get().stopLimit())) {
        giveUp(call, component, activation, reports, "neither started nor gave up", true);
        throwUnlessCancelled(activation, late(component, limit) + ", nor gave up", null);
        return;
      }
    }
    Optional<Throwable> thrown = call.thrown();
    if (thrown.isEmpty()) {
      started.push(component);
    }
    if (!inTime) {
      throwUnlessCancelled(activation, late(component, limit), thrown.orElse(null));
    } else if (thrown.isPresent()) {
      String what = component.name() + " did not start: " + thrown.get();
      throwUnlessCancelled(activation, what, thrown.get());
    }
  }

  private static String late(Component component, Duration limit) {
    return component.name() + " did not start within " + limit.toMillis() + " ms";
  }

  /* What fails because its leadership ends is no failure of this node. */
  private static void throwUnlessCancelled(
      Activation activation, String what, @Nullable Throwable cause) throws StartFailedException {
    if (!activation.isCancelled()) {
      throw new StartFailedException(what, cause);
    }
  }

  private void stop(Component component, Activation activation, EndReason reason, Reports reports) {
    Duration limit = settings.get().stopLimit();
    Duration beforeInterrupt = limit.multipliedBy(9).dividedBy(10);
    Call call = begin("stop", component, activation, () -> component.stop(activation, reason));
    if (!call.await(beforeInterrupt)) {
      call.interrupt();
      if (!call.await(limit.minus(beforeInterrupt))) {
        String what = "did not stop within " + limit.toMillis() + " ms";
        giveUp(call, component, activation, reports, what, false);
        return;
      }
    }
    call.thrown().ifPresent(thrown -> warn(component, activation, thrown));
  }

  private void giveUp(
      Call call,
      Component component,
      Activation activation,
      Reports reports,
      String what,
      boolean starting) {
    String told = component.name() + " " + what;
    LOG.log(Level.WARNING, "{0} in {1}; it is at {2}", told, activation, call.where());
    stuck.put(component.name(), activation.token().value());
    reports.stuck(told);
    if (settings.get().whenStuck() == WhenStuck.HALT) {
      halt.now(told + " in " + activation);
    }
    call.whenBack(
        thrown -> {
          if (starting && thrown.isEmpty()) {
            stopLate(component, activation);
          }
          stuck.remove(component.name());
          reports.freed(component.name() + " returned after all");
        });
  }

  /* Started after it was given up: nobody else knows that it has to be stopped. */
  private static void stopLate(Component component, Activation activation) {
    try {
      component.stop(activation, activation.reason().orElse(EndReason.CONTENDER_FAILED));
    } catch (Exception | Error e) {
      warn(component, activation, e);
    }
  }

  private static void warn(Component component, Activation activation, Throwable thrown) {
    LOG.log(
        Level.WARNING, component.name() + " threw when it was stopped in " + activation, thrown);
  }

  private static Call begin(
      String what, Component component, Activation activation, Call.Body body) {
    String name = activation.election() + "-" + activation.token();
    return Call.begin(what + "-" + component.name() + "-" + name, body);
  }
}
