package io.primacy.election.node.supervise;

import static java.util.Objects.requireNonNull;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.run.Lifeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The supervisor's end of the {@link Lifeline} of one process: a socket in a directory that only
 * this user may enter, which is gone as soon as the process has connected.
 */
final class Listening implements AutoCloseable {

  private static final int LONGEST_LINE = 64;
  private static final Pattern RUN_NUMBER = Pattern.compile("[0-9a-f]{1,16}");
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Path socket;
  private final ServerSocketChannel server;
  private final Vigil vigil;
  private final Thread listener = new Thread(this::listen, "lifeline");
  private volatile Optional<String> run = Optional.empty(); // Written by the listener.

  private Listening(Path socket, ServerSocketChannel server, Vigil vigil) {
    this.socket = socket;
    this.server = server;
    this.vigil = vigil;
  }

  /** Listens to one process, which tells the vigil. */
  static Listening begin(Vigil vigil) {
    Path socket = Path.of("");
    try {
      socket = Files.createTempDirectory("primacy-").resolve("lifeline");
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      Listening listening = new Listening(socket, server, vigil);
      listening.listener.setDaemon(true);
      listening.listener.start();
      return listening;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.SOFTWARE,
          "Asked to supervise; the socket "
              + socket
              + " for the node's signs of life can not be made: "
              + e.getMessage()
              + ". Name a directory that can be written, with a short path:"
              + " PRIMACY_SUPERVISOR_OPTS=-Djava.io.tmpdir=DIRECTORY.");
    }
  }

  /** Where the process is to connect. */
  Path socket() {
    return socket;
  }

  /**
   * Which run of the node the process said it is, once it is dead and everything it said was heard;
   * empty if it opened no elections, and so no session.
   */
  Optional<String> lastWords() throws InterruptedException {
    // Whoever connects first is heard first: this only ends the wait for one that never did.
    try (SocketChannel nobody = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      nobody.shutdownOutput();
    } catch (IOException e) {
      // It had connected, and its end is the end of the line.
    }
    listener.join(LAST_WORDS.toMillis());
    close();
    return run;
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(socket);
      Files.deleteIfExists(requireNonNull(socket.getParent(), "in a directory"));
    } catch (IOException e) {
      // A file for one process that is never used again.
    }
  }

  private void listen() {
    try (SocketChannel channel = server.accept();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Channels.newInputStream(channel), StandardCharsets.US_ASCII))) {
      close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      // The end of the process; the supervisor sees it elsewhere.
    }
  }

  private void hear(String line) {
    if (line.length() > LONGEST_LINE) {
      return;
    }
    if (line.equals(Lifeline.BEAT)) {
      vigil.beat(System.nanoTime());
    } else if (line.equals(Lifeline.CLOSED)) {
      vigil.closed(System.nanoTime());
    } else if (line.startsWith(Lifeline.RUN)) {
      Optional<String> said = Optional.of(line.substring(Lifeline.RUN.length()));
      run = run.or(() -> said.filter(number -> RUN_NUMBER.matcher(number).matches()));
    }
  }
}
