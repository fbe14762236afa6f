package io.primacy.election.node.lab;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Ends this process when the one that started it is gone, by whatever death: the parent holds the
 * other end of standard input, and the kernel closes it.
 *
 * <p>As a main class it does so for a program that knows nothing of it: the first argument is the
 * name of the class to run, the others are its own.
 */
public final class ParentWatch {

  private static final int ORPHANED = 1;

  private ParentWatch() {}

  public static void main(String[] args) throws Throwable {
    begin();
    Method main = Class.forName(args[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  static void begin() {
    Thread watch = new Thread(ParentWatch::awaitEnd, "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
