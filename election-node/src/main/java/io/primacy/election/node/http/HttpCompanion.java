package io.primacy.election.node.http;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.run.Companion;
import io.primacy.election.node.run.EventSink;
import java.util.Optional;

/** Answers from before the node stands until it has left. */
@Singleton
final class HttpCompanion implements Companion {

  private final NodeConfig config;
  private final NodeEndpoints endpoints;
  private final EventSink events;
  private Optional<EndpointServer> server = Optional.empty(); // Begun and closed by one caller.

  @Inject
  HttpCompanion(NodeConfig config, NodeEndpoints endpoints, EventSink events) {
    this.config = config;
    this.endpoints = endpoints;
    this.events = events;
  }

  @Override
  public void begin() {
    server =
        config
            .http()
            .map(http -> EndpointServer.open(http, config.elections().node(), endpoints.all()));
    config.http().ifPresent(http -> events.accept(new Answers(http.address())));
  }

  @Override
  public void close() {
    server.ifPresent(EndpointServer::close);
  }
}
