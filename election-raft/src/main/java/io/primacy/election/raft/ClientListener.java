package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Where a voter lets clients in. */
final class ClientListener implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ClientListener.class.getName());

  /** Each takes two threads. */
  private static final int MOST_CLIENTS = 1000;

  private static final int BACKLOG = 100;

  private final ServerSocket listening;
  private final String cluster;
  private final Voter voter;
  private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
  private final Thread accepting;

  private ClientListener(ServerSocket listening, String cluster, Voter voter) {
    this.listening = listening;
    this.cluster = cluster;
    this.voter = voter;
    this.accepting = new Thread(this::accept, "raft-clients");
    accepting.setDaemon(true);
  }

  /**
   * Takes the port. Nobody is let in before {@link #start}.
   *
   * @throws BackendException when it is taken
   */
  static ClientListener listen(Stack stack, String cluster, Voter voter) {
    Endpoint own = stack.self().clients();
    String host = stack.settings().find(RaftSettings.BIND).orElse(own.host());
    try {
      ServerSocket socket = socket(stack.tls());
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), own.port()), BACKLOG);
      return new ClientListener(socket, cluster, voter);
    } catch (IOException e) {
      throw new BackendException(
          "Asked to listen to clients on "
              + host
              + ":"
              + own.port()
              + ", two ports above the voter's own; "
              + e.getMessage()
              + ". If this voter runs already, stop that; else correct election.raft.members or"
              + " bind.",
          e);
    }
  }

  void start() {
    accepting.start();
  }

  void ended(Conversation conversation) {
    conversations.remove(conversation);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Not closed: " + e);
    }
    conversations.forEach(Conversation::close);
  }

  private static ServerSocket socket(Optional<SSLContext> tls) throws IOException {
    if (tls.isEmpty()) {
      return new ServerSocket();
    }
    ServerSocket socket = tls.get().getServerSocketFactory().createServerSocket();
    ((SSLServerSocket) socket).setNeedClientAuth(true);
    return socket;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        if (conversations.size() >= MOST_CLIENTS) {
          LOG.log(Level.WARNING, "More than " + MOST_CLIENTS + " clients; one is turned away");
          socket.close();
        } else {
          begin(socket);
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "A client was not accepted: " + e);
      }
    }
  }

  private void begin(Socket socket) throws IOException {
    Conversation conversation = new Conversation(socket, cluster, voter, this);
    conversations.add(conversation);
    conversation.start();
    if (listening.isClosed()) {
      conversation.close();
    }
  }
}
