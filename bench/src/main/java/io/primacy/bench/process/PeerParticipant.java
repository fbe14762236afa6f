package io.primacy.bench.process;

import io.primacy.bench.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One that uses a library, see {@link PeerProcess}. */
public final class PeerParticipant extends Participant {

  private final String node;
  private final List<Interval> believed = new CopyOnWriteArrayList<>();
  private final Thread undertaker = new Thread(this::close, "undertaker");

  /**
   * Starts it.
   *
   * @param folder where its log goes
   */
  public PeerParticipant(
      Peer peer,
      String service,
      String node,
      Duration session,
      String election,
      Conduct conduct,
      Path folder)
      throws IOException {
    super(
        peer.name().replace(' ', '-') + "-" + node,
        folder,
        peer.libraries(),
        PeerProcess.class,
        List.of(
            peer.backend().name(),
            peer.name(),
            service,
            node,
            Long.toString(session.toMillis()),
            election,
            conduct.name()));
    this.node = node;
    listen();
  }

  /** Its name. */
  public String node() {
    return node;
  }

  /** When its library told it that it led; complete once it has finished. */
  public List<Interval> believed() {
    return List.copyOf(believed);
  }

  /** It leaves the election, politely; see {@link #awaitEnd}. */
  public void leave() throws IOException {
    standsNoMore();
    say(PeerProcess.LEAVE);
  }

  /** It stands again after it has left; see {@link #awaitStanding}. */
  public void stand() throws IOException {
    say(PeerProcess.STAND);
  }

  /** SIGSTOP: it stands still, and nobody is told. */
  public void freeze() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(undertaker); // It would not see its input end.
    signal("STOP");
  }

  /** SIGCONT. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
    Runtime.getRuntime().removeShutdownHook(undertaker);
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, "" + process().pid()).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + process().pid() + " ended with " + code);
    }
  }

  @Override
  void hear(String line, long at) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case PeerProcess.STANDS -> stands();
      case PeerProcess.BEGINS -> begins(Long.parseLong(words[1]));
      case PeerProcess.ENDS -> ends(Long.parseLong(words[1]));
      case PeerProcess.BELIEVED ->
          believed.add(new Interval(Long.parseLong(words[1]), Long.parseLong(words[2])));
      default -> {} // What a library prints.
    }
  }
}
