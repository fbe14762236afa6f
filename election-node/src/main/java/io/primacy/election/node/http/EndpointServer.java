package io.primacy.election.node.http;

import io.primacy.election.ConfigurationException;
import io.primacy.election.node.config.HttpConfig;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Listens at one port. Requests are read without a thread of their own, so clients that are slow
 * keep nobody else from an answer; there are never more than {@value #MOST_CONNECTIONS} of them.
 */
final class EndpointServer implements AutoCloseable {

  static final int MOST_CONNECTIONS = 128;
  static final int MOST_THREADS = 8;

  /** How long a client may be silent, within a request and between two. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_WAITING = 256;
  private static final int LARGEST_HEADER = 4096;
  private static final Logger LOG = System.getLogger(EndpointServer.class.getName());

  private final Server server;

  private EndpointServer(Server server) {
    this.server = server;
  }

  /**
   * Opens it.
   *
   * @throws ConfigurationException if this machine has no such address, or the port is taken
   */
  static EndpointServer open(HttpConfig config, String node, Map<String, Endpoint> endpoints) {
    QueuedThreadPool threads =
        new QueuedThreadPool(
            MOST_THREADS, 2, (int) PATIENCE.toMillis(), new LinkedBlockingQueue<>(MOST_WAITING));
    threads.setName("primacy-" + node + "-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.addConnector(connector(server, config));
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    server.setHandler(new EndpointHandler(endpoints));
    server.setErrorHandler(
        (request, response, callback) -> {
          String problem = "Not understood: HTTP status " + response.getStatus() + ".";
          Answer answer = Answer.problem(response.getStatus(), problem);
          EndpointHandler.write(answer, request.getMethod(), response, callback);
          return true;
        });
    EndpointServer opened = new EndpointServer(server);
    try {
      server.start();
    } catch (Exception e) {
      opened.close();
      throw new ConfigurationException(List.of(why(config, e)));
    }
    return opened;
  }

  private static ServerConnector connector(Server server, HttpConfig config) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LARGEST_HEADER);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.bind());
    connector.setPort(config.port());
    connector.setIdleTimeout(PATIENCE.toMillis());
    connector.setAcceptQueueSize(MOST_CONNECTIONS);
    return connector;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The port for HTTP could not be closed", e);
    }
  }

  private static String why(HttpConfig config, Exception failure) {
    Throwable cause = failure;
    if (failure instanceof IOException && failure.getCause() != null) {
      cause = failure.getCause();
    }
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
      return "primacy.http.bind = '"
          + config.bind()
          + "': no such host is known. Write an address of this machine, or 127.0.0.1.";
    }
    String reason = String.valueOf(cause.getMessage());
    if (cause instanceof BindException && reason.contains("in use")) {
      return "primacy.http.port = "
          + config.port()
          + ": another program listens at "
          + config.address()
          + ". Stop it, or write another port.";
    }
    return "primacy.http: can not listen at "
        + config.address()
        + ": "
        + reason
        + ". Write an address of this machine, and a port that this user may open.";
  }
}
