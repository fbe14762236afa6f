package io.primacy.election.node.operate;

import io.primacy.election.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every order says of itself: who gives it and why, and whether it was confirmed. */
final class Order {

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; shown to everybody beside what it is for.")
  private String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who; the user and machine if not said.")
  private @Nullable String by;

  @Option(names = "--yes", description = "Do not ask whether this is meant.")
  private boolean yes;

  /** Who and why, checked. */
  Actor actor(Site site) {
    try {
      return new Actor(by == null ? somebody() : by, reason);
    } catch (IllegalArgumentException e) {
      throw site.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Asks whether this is meant; no answer is none. */
  void confirm(Site site, String whatWillHappen) {
    if (yes) {
      return;
    }
    if (site.json()) {
      throw Desk.refused(whatWillHappen + " Confirm it: add --yes.");
    }
    site.out().print(whatWillHappen + " Go on? [y/N] ");
    site.out().flush();
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = in.readLine();
      if (answer == null) {
        throw Desk.refused("Nobody is there to confirm it: add --yes.");
      }
      if (!answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
        throw Desk.refused("Nothing was done.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String somebody() {
    String user = System.getProperty("user.name", "somebody");
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    String full = user + "@" + host;
    return full.length() <= Actor.LONGEST_NAME ? full : full.substring(0, Actor.LONGEST_NAME);
  }
}
