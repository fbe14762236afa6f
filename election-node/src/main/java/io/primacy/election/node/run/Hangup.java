package io.primacy.election.node.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which operators tell a daemon to read its configuration again.
 *
 * <p>By reflection: {@code sun.misc.Signal}, in module jdk.unsupported, is the only way a JVM has,
 * and a compiler that treats warnings as errors refuses its name. Where there is none (Windows,
 * {@code -Xrs}) nothing is reloaded.
 */
public final class Hangup {

  private static final Logger LOG = System.getLogger(Hangup.class.getName());

  private Hangup() {}

  /** Runs something at each SIGHUP from now on, on a thread of the JVM's for signals. */
  public static void does(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handles =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  run(action);
                  return null;
                }
                return method.invoke(action, arguments);
              });
      Object hangup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hangup, handles);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.log(Level.INFO, "SIGHUP is not heard here: the configuration is not read again", e);
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A reload failed", e);
    }
  }
}
