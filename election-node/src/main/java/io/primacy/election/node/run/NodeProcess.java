package io.primacy.election.node.run;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import io.primacy.election.node.config.NodeConfig;

/** This process as one node, from its start until it is told to stop or can not go on. */
public final class NodeProcess {

  private NodeProcess() {}

  /**
   * Opens the node, stands, and waits. SIGTERM and SIGINT close it politely and end the process
   * with code 0: the wait below then never returns. SIGHUP makes it read its file again.
   *
   * @param work binds components or contenders
   * @return why the node can not go on
   */
  public static ElectionException run(NodeConfig config, EventSink events, Module... work)
      throws InterruptedException {
    Module[] modules = new Module[work.length + 1];
    modules[0] = new PrimacyModule(config, events);
    System.arraycopy(work, 0, modules, 1, work.length);
    // A handful of objects are made here: reflection will do. Guice's own classes are defined
    // through
    // an interface that newer JDKs warn of at every start.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    Injector injector = Guice.createInjector(modules);
    RunningNode node = injector.getInstance(RunningNode.class);
    node.prepare();
    Thread stop = new Thread(() -> stop(node), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    Hangup.does(injector.getInstance(Reload.class));
    Lifeline.begin(
        injector.getInstance(Elections.class),
        config.watchdog().beatEvery(),
        () -> orphaned(events));
    node.start();

    ElectionException reason = new Lookout(node, config, events).awaitFailure();

    if (removed(stop)) {
      node.close();
    }
    return reason;
  }

  /* A process that a signal ends reports that signal; a polite end is none, so it says 0 itself. */
  private static void stop(RunningNode node) {
    try {
      node.close();
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  /* Whoever starts the node again finds its ports and its session free. */
  private static void orphaned(EventSink events) {
    events.accept(new NodeEvent.Orphaned());
    System.exit(0);
  }

  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      return false;
    }
  }
}
